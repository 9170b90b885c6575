using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Entries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Rules;
using Notifier.Storage;

namespace Notifier.Entries;

/// <summary>
/// The one way in which entries come in:
/// <list type="number">
/// <item>what is new is claimed, by the ETag of what is known: from then on its time of publication is settled, whoever reads it again;</item>
/// <item>what is new or changed is stored, which may be done again;</item>
/// <item>what is known now and the warnings of what is new are written in one transaction, by the ETag of the claim;</item>
/// <item>a <c>dispatch</c> message for each outbox row; one that is lost is sent by the sweep.</item>
/// </list>
/// Rules that count entries see them at their next tick or observation, as a backtest does.
/// </summary>
internal sealed partial class EntryCommits(
    TableStore tables, EntryStore store, RuleStore rules, QueueStore queues, TimeProvider clock, ILogger<EntryCommits> logger)
{
    // Whoever loses a round has seen somebody else's commit land.
    private const int Rounds = 20;

    /// <summary>Takes in what a feed holds now, or what was posted.</summary>
    /// <param name="feed">
    /// The address polled: what it holds when it is first read is history and tells nothing, also where the source's address was
    /// changed and nothing there is known. Null for what is posted, which always tells.
    /// </param>
    /// <exception cref="EntryConflictException">Transient: too many others commit entries of the same source.</exception>
    public async Task<EntrySummary> CommitAsync(string source, IReadOnlyList<Entry> entries, CancellationToken cancellation, string? feed = null)
    {
        var summary = EntrySummary.Nothing;
        for (var round = 1; round <= Rounds; round++)
        {
            var news = await ReadAsync(source, entries, feed, cancellation);
            if (news.IsNothing)
                return summary;
            var (done, more) = await CommitPartAsync(news, cancellation);
            summary += done ?? EntrySummary.Nothing;
            if (!more)
                return summary;
            // A part of a long list is progress, not a lost race.
            round = done is null ? round : 0;
        }

        throw new EntryConflictException(source);
    }

    private async Task<EntryNews> ReadAsync(string source, IReadOnlyList<Entry> entries, string? feed, CancellationToken cancellation)
    {
        var row = await tables.FindAsync(TableName.State, EntryKeys.StatePartition(source), StateKeys.Cursor, cancellation);
        return EntryNews.Of(row is null ? KnownEntries.None(source) : KnownEntries.Read(source, row), entries, feed);
    }

    private async Task<(EntrySummary? Done, bool More)> CommitPartAsync(EntryNews news, CancellationToken cancellation)
    {
        var known = news.Known;
        if (news.Unclaimed.Count > 0)
        {
            known = known.Claiming(news.Unclaimed);
            if (await WriteAsync(known, [], cancellation) is not { } claimed)
                return (null, true);
            known = known with { ETag = claimed };
        }

        var telling = (await rules.ReadAsync(cancellation)).Rules.Select(stored => stored.Rule).Where(rule => rule.Entry is not null).ToList();
        var part = EntryPart.Of(news, telling, clock.GetUtcNow());
        await store.WriteAsync(part.Entries.Concat(news.Changed), cancellation);
        var seen = news.Sighted.Except(news.Fresh.Skip(part.Entries.Count));
        if (await WriteAsync(known.Telling(seen, part.Commits, news.Feed), part.Rows, cancellation) is null)
            return (null, true);
        foreach (var row in part.Rows)
            await DispatchAsync(row, cancellation);
        return (new EntrySummary(part.Entries.Count, news.Changed.Count, part.Warnings), part.Entries.Count < news.Fresh.Count);
    }

    /// <returns>The new ETag; null where somebody else's commit came first.</returns>
    private async Task<ETag?> WriteAsync(KnownEntries after, IReadOnlyList<TableEntity> outbox, CancellationToken cancellation)
    {
        try
        {
            var written = await tables.TransactAsync(
                TableName.State, [after.Write(), .. outbox.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))], cancellation);
            return written[0];
        }
        catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure))
        {
            return null;
        }
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
