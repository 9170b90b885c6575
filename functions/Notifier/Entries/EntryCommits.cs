using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Entries;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Rules;
using Notifier.Storage;

namespace Notifier.Entries;

/// <summary>
/// The one way in which entries come in:
/// <list type="number">
/// <item>what is new or changed is stored, which may be done again;</item>
/// <item>what is known now and the warnings of what is new are written in one transaction, by the ETag of what was known;</item>
/// <item>a <c>dispatch</c> message for each outbox row; one that is lost is sent by the sweep.</item>
/// </list>
/// Rules that count entries see them at their next tick or observation, as a backtest does.
/// </summary>
internal sealed partial class EntryCommits(
    TableStore tables, EntryStore store, RuleStore rules, QueueStore queues, TimeProvider clock, ILogger<EntryCommits> logger)
{
    // Whoever loses a round has seen somebody else's commit land.
    private const int Rounds = 20;

    // An outbox row each, with the cursor below the 100 operations of a transaction; a warning is about 1.5 KB.
    private const int Rows = 90;
    private const int WarningsInRow = 8;
    private const int WarningsInCommit = Rows * WarningsInRow;

    /// <summary>Takes in what a feed holds now.</summary>
    /// <param name="firstTells">False for a feed: what it holds when it is first read is history. True for what is posted.</param>
    /// <exception cref="EntryConflictException">Transient: too many others commit entries of the same source.</exception>
    public async Task<EntrySummary> CommitAsync(string source, IReadOnlyList<Entry> entries, CancellationToken cancellation, bool firstTells = false)
    {
        // Of a feed longer than what is remembered, the newest.
        var newest = entries.OrderByDescending(entry => entry.Published).DistinctBy(KnownEntries.Id).Take(KnownEntries.Most).ToList();
        var summary = EntrySummary.Nothing;
        for (var round = 1; round <= Rounds && newest.Count > 0; round++)
        {
            var (done, more) = await CommitPartAsync(source, newest, firstTells, cancellation);
            summary += done ?? EntrySummary.Nothing;
            if (!more)
                return summary;
            // A part of a long list is progress, not a lost race.
            round = done is null ? round : 0;
        }

        return newest.Count == 0 ? summary : throw new EntryConflictException(source);
    }

    private async Task<(EntrySummary? Done, bool More)> CommitPartAsync(string source, List<Entry> entries, bool firstTells, CancellationToken cancellation)
    {
        var row = await tables.FindAsync(TableName.State, EntryKeys.StatePartition(source), StateKeys.Cursor, cancellation);
        var known = row is null ? KnownEntries.None(source) : KnownEntries.Read(source, row);
        var changed = entries.Where(entry => known.Entries.TryGetValue(KnownEntries.Id(entry), out var before) && before.Text != KnownEntries.Text(entry)).ToList();
        var fresh = entries.Where(entry => !known.Entries.ContainsKey(KnownEntries.Id(entry))).ToList();
        if (fresh.Count == 0 && changed.Count == 0)
            return (EntrySummary.Nothing, false);

        var all = (await rules.ReadAsync(cancellation)).Rules.Select(stored => stored.Rule).Where(rule => rule.Entry is not null).ToList();
        var baseline = row is null && !firstTells;
        var part = baseline ? fresh : fresh.Take(Math.Max(1, WarningsInCommit / Math.Max(1, all.Count))).ToList();
        await store.WriteAsync(part.Concat(changed.Select(entry => entry with { Published = known.Entries[KnownEntries.Id(entry)].Published })), cancellation);
        var warnings = baseline ? [] : part.SelectMany(entry => EntryWarnings.Of(all, entry)).ToList();
        var seen = entries.Except(fresh.Skip(part.Count)).Select(entry => Settled(entry, known)).ToList();
        return await TransactAsync(known.With(seen), warnings, cancellation)
            ? (new EntrySummary(part.Count, changed.Count, warnings.Count), part.Count < fresh.Count)
            : (null, true);
    }

    /// <summary>A feed that dates an entry anew does not move it.</summary>
    private static Entry Settled(Entry entry, KnownEntries known) =>
        known.Entries.TryGetValue(KnownEntries.Id(entry), out var before) ? entry with { Published = before.Published } : entry;

    private async Task<bool> TransactAsync(KnownEntries after, List<Warning> warnings, CancellationToken cancellation)
    {
        var partition = EntryKeys.StatePartition(after.Source);
        var rows = warnings.Chunk(Math.Max(WarningsInRow, (warnings.Count / Rows) + 1))
            .Select((some, index) => Outbox.Row(partition, after.Source, after.Commit + 1 + index, some, clock.GetUtcNow()))
            .ToList();
        try
        {
            await tables.TransactAsync(
                TableName.State,
                [(after with { Commit = after.Commit + Math.Max(1, rows.Count) }).Write(), .. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))],
                cancellation);
        }
        catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure))
        {
            return false;
        }

        foreach (var row in rows)
            await DispatchAsync(row, cancellation);
        return true;
    }

    private async Task DispatchAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await queues.SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey), cancellation);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            Log.NotSent(logger, row.PartitionKey, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "No dispatch message for {Partition}: the outbox row stands, and the sweep sends one")]
        public static partial void NotSent(ILogger logger, string partition, Exception failure);
    }
}

/// <param name="Updates">Known entries whose text changed: stored, never told as new.</param>
internal sealed record EntrySummary(int New, int Updates, int Warnings)
{
    public static EntrySummary Nothing { get; } = new(0, 0, 0);

    public static EntrySummary operator +(EntrySummary left, EntrySummary right) =>
        new(left.New + right.New, left.Updates + right.Updates, left.Warnings + right.Warnings);
}

/// <summary>Transient: other commits of the same source came first again and again; nothing is half done.</summary>
internal sealed class EntryConflictException(string source) : Exception($"entries of {source}: others commit too often; try again later");
