using Azure;
using Azure.Data.Tables;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Rules;
using Notifier.Episodes;
using Notifier.Rules;
using Notifier.Storage;

namespace Notifier.Entries.Lineages;

/// <summary>
/// Looks at the measures that are due: sends dispatch messages that were lost, and tells what a new day brings. Idle, it costs one
/// query.
/// </summary>
internal sealed class LineageSweep(TableStore tables, LineageStore store, EntryStore entries, RuleStore rules, TimeProvider clock)
{
    // A large fan-out takes longer than that; asking again too soon would flood the queue that it waits in.
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    private const int Rounds = 20;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var (partition, now) = (LineageRows.DuePartition, clock.GetUtcNow());
        var until = LineageRows.DueFrom(now.AddMinutes(1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {until}");
        var due = await tables.Table(TableName.State).QueryAsync<TableEntity>(filter, select: [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)], cancellationToken: cancellation).ToListAsync(cancellation);
        if (due.Count == 0)
            return;
        var telling = (await rules.ReadAsync(cancellation)).Rules.Select(stored => stored.Rule).Where(rule => rule.Entry is not null).ToList();
        foreach (var lineage in due.GroupBy(row => LineageRows.DueLineage(row.RowKey)))
        {
            // The days since the first look that is due were not looked at.
            await LookAsync(lineage.Key, lineage.Min(row => LineageRows.DueAt(row.RowKey)), telling, now, cancellation);
            foreach (var row in lineage)
                await tables.Table(TableName.State).DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
        }
    }

    private async Task LookAsync(string id, DateTimeOffset due, IReadOnlyList<Rule> telling, DateTimeOffset now, CancellationToken cancellation)
    {
        await SendAgainAsync(id, now, cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            if (await store.FindAsync(id, cancellation) is not { } stored)
                return;
            var (since, today) = (LineageStore.Today(stored.Lineage.Zone, due), LineageStore.Today(stored.Lineage.Zone, now));
            var known = LineageCalendar.IsAsked(stored.Lineage, telling, since, today) ? await entries.OfAsync(stored.Lineage, cancellation) : [];
            var commit = LineageCalendar.Run(stored.Lineage, telling, today, since, known);
            if (commit.Lineage == stored.Lineage)
            {
                await store.WatchAsync(stored.Lineage, telling, cancellation);
                return;
            }

            if (await store.WriteAsync(stored, commit, telling, cancellation))
                return;
        }

        throw new EntryConflictException(id);
    }

    private async Task SendAgainAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        var (partition, first) = (LineageRows.Partition(id), LineageRows.OutboxPrefix(id));
        var after = StateKeys.After(first);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {after}");
        var waiting = await tables.Table(TableName.State).QueryAsync<TableEntity>(filter, select: [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)], cancellationToken: cancellation).ToListAsync(cancellation);
        if (waiting.Count == 0)
            return;
        await store.NoteAsync(now + Again, id, cancellation);
        foreach (var row in waiting)
            await store.DispatchAsync(row.PartitionKey, row.RowKey, cancellation);
    }
}
