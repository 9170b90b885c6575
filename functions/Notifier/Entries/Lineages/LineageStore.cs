using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Entries.Lineages;

/// <summary>Lineages in table State: found by their keys, written with what is told of them in one transaction.</summary>
internal sealed partial class LineageStore(TableStore tables, DueNotes due, QueueStore queues, TimeProvider clock, ILogger<LineageStore> logger)
{
    private const int WarningsInRow = 20;
    private const int MostRows = 100;

    // Of the morning: nobody is woken because a deadline is a week away.
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8);

    public async Task<StoredLineage?> FindAsync(string id, CancellationToken cancellation) =>
        await tables.FindAsync(TableName.State, LineageRows.Partition(id), LineageRows.Row(id), cancellation) is { } row ? new(LineageRows.Read(row), row.ETag) : null;

    /// <summary>The lineage that a key leads to; null where nobody has it.</summary>
    public async Task<string?> LineageOfAsync(string key, CancellationToken cancellation)
    {
        var (partition, row) = LineageRows.Key(key);
        return await tables.FindAsync(TableName.State, partition, row, cancellation) is { } found ? LineageRows.LineageOf(found) : null;
    }

    /// <summary>Takes a key that nobody has.</summary>
    /// <returns>False where somebody else was first.</returns>
    public async Task<bool> ClaimAsync(string key, string lineage, CancellationToken cancellation) =>
        await tables.AddAsync(TableName.State, LineageRows.WriteKey(key, lineage), cancellation) is not null;

    /// <summary>Leads a key to another lineage from now on.</summary>
    public Task PointAsync(string key, string lineage, CancellationToken cancellation) =>
        tables.Table(TableName.State).UpsertEntityAsync(LineageRows.WriteKey(key, lineage), TableUpdateMode.Replace, cancellation);

    /// <summary>
    /// Writes a commit. What must be looked at later is noted before it: a note too many is struck off when it is due, one too few
    /// would lose a message.
    /// </summary>
    /// <param name="before">As it was read; null where it is new.</param>
    /// <returns>False where somebody else's commit came first: nothing was written.</returns>
    public async Task<bool> WriteAsync(StoredLineage? before, LineageCommit commit, IReadOnlyList<Rule> rules, CancellationToken cancellation)
    {
        var (lineage, now) = (commit.Lineage, clock.GetUtcNow());
        // A write with all its tries may land after the first look.
        DateTimeOffset[] looks = commit.Warnings.Count == 0 ? [] : [now + StateSweep.Stuck, now + LineageSweep.Again];
        await Task.WhenAll([WatchAsync(lineage, rules, cancellation), .. looks.Select(look => NoteAsync(look, lineage.Id, cancellation))]);
        var row = LineageRows.Write(lineage);
        var actions = new List<TableTransactionAction>
        {
            before is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, before.ETag),
        };
        actions.AddRange(Outboxes(lineage, commit.Warnings, now).Select(outbox => new TableTransactionAction(TableTransactionActionType.Add, outbox)));
        try
        {
            await tables.TransactAsync(TableName.State, actions, cancellation);
        }
        catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure))
        {
            return false;
        }

        foreach (var outbox in actions.Skip(1))
            await DispatchAsync(outbox.Entity.PartitionKey, outbox.Entity.RowKey, cancellation);
        return true;
    }

    /// <summary>The measures with open episodes: one range query.</summary>
    public async IAsyncEnumerable<StoredLineage> OpenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (from, to, first, after) = (LineageRows.PartitionPrefix, LineageRows.AfterPartitions, LineageRows.Row(""), StateKeys.After(LineageRows.Row("")));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to} and RowKey ge {first} and RowKey lt {after} and open gt 0");
        await foreach (var row in tables.Table(TableName.State).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            yield return new(LineageRows.Read(row), row.ETag);
    }

    /// <summary>Has a measure looked at on the next morning on which its calendar may have something to tell, to the rules that there are or to later ones.</summary>
    public Task WatchAsync(Lineage lineage, IReadOnlyList<Rule> rules, CancellationToken cancellation) =>
        LineageCalendar.NextLook(lineage, rules, Today(lineage.Zone, clock.GetUtcNow())) is { } day ? NoteAsync(MorningOf(day, lineage.Zone), lineage.Id, cancellation) : Task.CompletedTask;

    public Task NoteAsync(DateTimeOffset when, string lineage, CancellationToken cancellation) => due.WriteAsync(LineageRows.Due(when, lineage), cancellation);

    /// <summary>Asks for the dispatch of an outbox row; where the message is lost, the sweep asks again.</summary>
    public async Task DispatchAsync(string partition, string row, CancellationToken cancellation)
    {
        try
        {
            await queues.SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(partition, -1, row), cancellation);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            Log.NotSent(logger, row, failure);
        }
    }

    /// <summary>The day of a measure, which begins in the morning.</summary>
    public static DateOnly Today(string zone, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone(zone)).DateTime - Morning);

    private static DateTimeOffset MorningOf(DateOnly day, string zone)
    {
        var morning = day.ToDateTime(TimeOnly.FromTimeSpan(Morning));
        return new DateTimeOffset(morning, Zone(zone).GetUtcOffset(morning)).ToUniversalTime();
    }

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    private static IEnumerable<TableEntity> Outboxes(Lineage lineage, IReadOnlyList<Warning> warnings, DateTimeOffset now) => warnings
        .Chunk(WarningsInRow)
        .Select((some, index) => Outbox.Row(LineageRows.Partition(lineage.Id), lineage.Id, (lineage.Commit * MostRows) + index, some, now));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "No dispatch message for {Row}: the outbox row stands, and the sweep sends one")]
        public static partial void NotSent(ILogger logger, string row, Exception failure);
    }
}

internal sealed record StoredLineage(Lineage Lineage, ETag ETag);
