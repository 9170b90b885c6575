using Azure.Data.Tables;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Rules;
using Notifier.Rules;
using Notifier.Storage;

namespace Notifier.Entries.Lineages;

/// <summary>
/// Ends the episodes of rules on entries that were removed, or became rules on series: after each change of the rules all measures
/// with open episodes are looked at, and once more some minutes later, because a commit may still have known the rule. Where no
/// rule changed it costs one read of the rules' number.
/// </summary>
internal sealed class RemovedEntryRules(TableStore tables, LineageStore store, RuleStore rules, TimeProvider clock)
{
    // A commit with all its tries takes less.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    private const string Row = "rules";
    private const string Number = "number";
    private const string Looked = "looked";
    private const string Done = "done";

    private const int Rounds = 20;

    // Of the row, so that it is read only where there is something to do; at 0 there never was a rule.
    private long _done;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var known = await rules.ReadAsync(cancellation);
        if (known.Number <= Interlocked.Read(ref _done))
            return;
        var now = clock.GetUtcNow();
        var row = await tables.FindAsync(TableName.State, LineageRows.DuePartition, LineageRows.RulesRow, cancellation);
        var isAgain = row?.GetInt64(Number) == known.Number;
        if (row?.GetInt64(Number) > known.Number || (isAgain && row!.GetBoolean(Done) == true))
        {
            Interlocked.Exchange(ref _done, known.Number);
            return;
        }

        if (isAgain && row!.GetDateTimeOffset(Looked) + Again > now)
            return;
        var telling = known.Rules.Select(stored => stored.Rule).Where(rule => rule.Entry is not null).ToList();
        await foreach (var lineage in store.OpenAsync(cancellation))
            await EndAsync(lineage, telling, now, cancellation);
        var after = new TableEntity(LineageRows.DuePartition, LineageRows.RulesRow) { [Number] = known.Number, [Looked] = now, [Done] = isAgain };
        await tables.Table(TableName.State).UpsertEntityAsync(after, TableUpdateMode.Replace, cancellation);
        if (isAgain)
            Interlocked.Exchange(ref _done, known.Number);
    }

    private async Task EndAsync(StoredLineage lineage, IReadOnlyList<Rule> telling, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var (round, stored) = (0, (StoredLineage?)lineage); stored is not null; round++)
        {
            var commit = LineageRemoval.Run(stored.Lineage, telling, LineageStore.Today(stored.Lineage.Zone, now));
            if (commit.Warnings.Count == 0 || await store.WriteAsync(stored, commit, telling, cancellation))
                return;
            if (round == Rounds)
                throw new EntryConflictException(lineage.Lineage.Id);
            stored = await store.FindAsync(lineage.Lineage.Id, cancellation);
        }
    }
}
