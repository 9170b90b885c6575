using Azure;
using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Api.Idempotency;

/// <summary>
/// Answers to POSTs that carried an Idempotency-Key, in table Requests by the day of the request, kept for 24 hours.
/// An answer may hold a secret shown once (a new key), so it is sealed with a key derived from what only the client knows.
/// </summary>
internal sealed class IdempotencyStore(TableStore tables, TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Longer than any request takes: a claim older than this belongs to a process that died.</summary>
    private static readonly TimeSpan ClaimHolds = TimeSpan.FromMinutes(2);

    // At first what an earlier process left; later what this one stored.
    private DateTimeOffset? _sweepDue = DateTimeOffset.MinValue;
    private DateTimeOffset _lastStored = DateTimeOffset.MinValue;

    private TableClient Table => tables.Table(TableName.Requests);

    /// <param name="older">The fingerprint as it was stored before it was keyed.</param>
    public async Task<Claim> BeginAsync(string id, string fingerprint, CancellationToken cancellation, string? older = null)
    {
        var now = time.GetUtcNow();
        foreach (var day in new[] { Day(now), Day(now - Kept) })
        {
            if (await tables.FindAsync(TableName.Requests, day, id, cancellation) is { } found
                && found.GetDateTimeOffset("Started") is { } started && now - started < Kept)
                return await JudgeAsync(found, found.GetString("Fingerprint") == older ? older! : fingerprint, now - started, cancellation);
        }

        var row = Started(Day(now), id, fingerprint, now);
        _lastStored = now;
        _sweepDue ??= now + Kept + Kept;
        // An expired row of the same day cannot exist, so whoever inserts first holds the claim.
        return await tables.AddAsync(TableName.Requests, row, cancellation) is null
            ? new Claim(ClaimState.InProgress, row, null)
            : new Claim(ClaimState.Fresh, row, null);
    }

    public Task CompleteAsync(Claim claim, byte[] sealedAnswer, CancellationToken cancellation)
    {
        claim.Row["Answer"] = sealedAnswer;
        return Table.UpdateEntityAsync(claim.Row, ETag.All, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Gives the claim back: the request failed and may be tried again.</summary>
    public Task ReleaseAsync(Claim claim, CancellationToken cancellation) =>
        Table.DeleteEntityAsync(claim.Row.PartitionKey, claim.Row.RowKey, ETag.All, cancellation);

    /// <summary>Removes the answers of the days that are over by <see cref="Kept"/>; asks the store only where there can be any.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_sweepDue is not { } due || now < due)
            return;
        _sweepDue = now - _lastStored < Kept + Kept ? now + Kept : null;
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {Day(now - Kept)}");
        await foreach (var page in Table.QueryAsync<TableEntity>(filter, EntityLimits.Operations, ["PartitionKey", "RowKey"], cancellation).AsPages())
        {
            foreach (var day in page.Values.GroupBy(row => row.PartitionKey))
                await tables.TransactAsync(TableName.Requests, [.. day.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All))], cancellation);
        }
    }

    private async Task<Claim> JudgeAsync(TableEntity row, string fingerprint, TimeSpan age, CancellationToken cancellation)
    {
        if (row.GetString("Fingerprint") != fingerprint)
            return new Claim(ClaimState.OtherRequest, row, null);
        if (row.GetBinary("Answer") is { } answer)
            return new Claim(ClaimState.Answered, row, answer);
        if (age < ClaimHolds)
            return new Claim(ClaimState.InProgress, row, null);
        var taken = Started(row.PartitionKey, row.RowKey, fingerprint, time.GetUtcNow());
        return await tables.ReplaceAsync(TableName.Requests, taken, row.ETag, cancellation) is null
            ? new Claim(ClaimState.InProgress, row, null)
            : new Claim(ClaimState.Fresh, taken, null);
    }

    private static TableEntity Started(string day, string id, string fingerprint, DateTimeOffset now) =>
        new(day, id) { ["Fingerprint"] = fingerprint, ["Started"] = now };

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    internal sealed record Claim(ClaimState State, TableEntity Row, byte[]? SealedAnswer);

    internal enum ClaimState
    {
        Fresh,
        Answered,
        InProgress,
        OtherRequest,
    }
}
