using System.Text.Json;
using Azure.Data.Tables;
using Notifier.Core.Observations;
using Notifier.Episodes;
using Notifier.Storage;

namespace Notifier.Sources.Polling;

/// <summary>Table State, partition = the source, row <c>poll</c>.</summary>
internal sealed class PollStore(TableStore tables)
{
    /// <summary>A new record where the source was never polled.</summary>
    public async Task<PollRecord> ReadAsync(string source, CancellationToken cancellation) =>
        await tables.FindAsync(TableName.State, source, StateKeys.Poll, cancellation) is { } row ? Read(row) : PollRecord.New(source);

    /// <returns>False where somebody else wrote it since it was read.</returns>
    public async Task<bool> WriteAsync(PollRecord record, CancellationToken cancellation) => (record.ETag is { } etag
        ? await tables.ReplaceAsync(TableName.State, Row(record), etag, cancellation)
        : await tables.AddAsync(TableName.State, Row(record), cancellation)) is not null;

    private static TableEntity Row(PollRecord record) => new(record.Source, StateKeys.Poll)
    {
        ["version"] = record.Version,
        ["etag"] = record.Cursor.ETag,
        ["lastModified"] = record.Cursor.LastModified,
        ["lastPeriod"] = record.Cursor.LastPeriod?.ToString(),
        ["marks"] = record.Cursor.Marks is { Count: > 0 } marks ? JsonSerializer.Serialize(marks) : null,
        ["behind"] = record.IsBehind,
        ["lastAttempt"] = record.LastAttempt,
        ["lastGood"] = record.LastGood,
        ["failures"] = record.Failures,
        ["alike"] = record.Alike,
        ["reason"] = record.Failure?.Reason.ToString(),
        ["detail"] = record.Failure?.Detail,
        ["status"] = record.Failure?.Status,
        ["goodVersion"] = record.GoodVersion,
        ["took"] = record.Took?.TotalSeconds,
        ["newest"] = record.Newest?.ToString(),
        ["notBefore"] = record.NotBefore,
    };

    private static PollRecord Read(TableEntity row) => new(
        row.PartitionKey,
        row.GetString("version") ?? "",
        new SourceCursor(row.GetString("etag"), row.GetDateTimeOffset("lastModified"), At(row.GetString("lastPeriod")), Marks(row.GetString("marks"))),
        row.GetDateTimeOffset("lastAttempt"),
        row.GetDateTimeOffset("lastGood"),
        row.GetInt32("failures") ?? 0,
        Enum.TryParse<SourceFailureReason>(row.GetString("reason"), out var reason) ? new SourceFailure(reason, row.GetString("detail") ?? "", row.GetInt32("status")) : null,
        At(row.GetString("newest")),
        row.GetDateTimeOffset("notBefore"),
        row.ETag)
    {
        Alike = row.GetInt32("alike") ?? row.GetInt32("failures") ?? 0,
        IsBehind = row.GetBoolean("behind") ?? false,
        GoodVersion = row.GetString("goodVersion"),
        Took = row.GetDouble("took") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    private static Period? At(string? text) => text is null ? null : Period.Parse(text);

    private static Dictionary<string, string>? Marks(string? json) => json is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(json);
}
