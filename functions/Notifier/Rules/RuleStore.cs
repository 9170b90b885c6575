using Azure;
using Azure.Data.Tables;
using Notifier.Core.Rules;
using Notifier.Episodes;
using Notifier.Storage;

namespace Notifier.Rules;

/// <summary>The rules, and the number that rises with every change of them.</summary>
internal sealed class RuleStore(TableStore tables, ShardIndex shards, EvaluateQueue evaluate)
{
    // Every change of any rule raises the one number; each round one of several writers gets through.
    private const int Rounds = 50;

    private volatile RuleSet? _known;

    /// <summary>All rules. Costs one read of the number where nothing changed since the last time.</summary>
    public async Task<RuleSet> ReadAsync(CancellationToken cancellation)
    {
        // The number first: rules may then be newer than it, which is harmless, and never older.
        var number = await NumberAsync(cancellation);
        if (_known is { } known && known.Number == number.Value)
            return known;
        var rules = new List<StoredRule>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RuleKeys.Partition} and RowKey lt {RuleKeys.Number}");
        await foreach (var row in tables.Table(TableName.Rules).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            rules.Add(RuleRow.Read(row));
        return _known = new RuleSet(number.Value, rules);
    }

    /// <summary>Stores a rule and raises the number in one transaction, then enqueues <c>evaluate</c> for the shards concerned.</summary>
    /// <param name="ifMatch">ETag that the caller saw; null creates only; <c>*</c> replaces whatever is there.</param>
    /// <returns>The new ETag, or null where <paramref name="ifMatch"/> no longer holds.</returns>
    public async Task<string?> PutAsync(Rule rule, string? ifMatch, CancellationToken cancellation)
    {
        var change = await ChangeAsync(
            rule.Id,
            before => before is null
                ? ifMatch is null ? new(TableTransactionActionType.Add, RuleRow.Write(rule)) : null
                : Holds(ifMatch, before) ? new(TableTransactionActionType.UpdateReplace, RuleRow.Write(rule), before.ETag) : null,
            cancellation);
        if (change is null)
            return null;
        await EvaluateAsync(id => rule.AppliesTo(id) || Applied(change, id), cancellation);
        return change.ETag;
    }

    /// <summary>Deletes a rule; its open episodes end as “rule removed” when their shards are evaluated.</summary>
    /// <param name="ifMatch">ETag that the caller saw, or <c>*</c>.</param>
    /// <returns>Whether it was there with that ETag.</returns>
    public async Task<bool> DeleteAsync(string ruleId, string ifMatch, CancellationToken cancellation)
    {
        var change = await ChangeAsync(
            ruleId,
            before => before is not null && Holds(ifMatch, before)
                ? new(TableTransactionActionType.Delete, new TableEntity(RuleKeys.Partition, ruleId), before.ETag)
                : null,
            cancellation);
        if (change is null)
            return false;
        await EvaluateAsync(id => Applied(change, id), cancellation);
        return true;
    }

    /// <summary>The ETag of a stored rule, also of one that cannot be read, so that it can be replaced or deleted; null where there is none.</summary>
    public async Task<string?> ETagAsync(string ruleId, CancellationToken cancellation) =>
        (await tables.FindAsync(TableName.Rules, RuleKeys.Partition, ruleId, cancellation))?.ETag.ToString();

    /// <summary>Whether the rule that stood there concerned a series; one that cannot be read may have concerned any.</summary>
    private static bool Applied(Change change, string seriesId) => change.Before is { } before && before.Rule?.AppliesTo(seriesId) != false;

    private static bool Holds(string? ifMatch, StoredRow before) => ifMatch == "*" || (ifMatch is not null && new ETag(ifMatch) == before.ETag);

    /// <param name="action">What to do with the stored rule, or with none; null where the caller's ETag does not hold.</param>
    private async Task<Change?> ChangeAsync(string ruleId, Func<StoredRow?, TableTransactionAction?> action, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            var number = await NumberAsync(cancellation);
            var row = await tables.FindAsync(TableName.Rules, RuleKeys.Partition, ruleId, cancellation);
            var before = row is null ? null : new StoredRow(RuleRow.TryRead(row, out _)?.Rule, row.ETag);
            if (action(before) is not { } change)
                return null;
            try
            {
                var etags = await tables.TransactAsync(TableName.Rules, [Raise(number), change], cancellation);
                _known = null;
                return new Change(before, etags[1].ToString());
            }
            catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure) && round < Rounds)
            {
                // Another change came first: look at what it left.
            }
        }
    }

    private static TableTransactionAction Raise((long Value, ETag? ETag) number)
    {
        var row = new TableEntity(RuleKeys.Partition, RuleKeys.Number) { ["number"] = number.Value + 1 };
        return number.ETag is { } etag
            ? new(TableTransactionActionType.UpdateReplace, row, etag)
            : new(TableTransactionActionType.Add, row);
    }

    private async Task<(long Value, ETag? ETag)> NumberAsync(CancellationToken cancellation)
    {
        var row = await tables.FindAsync(TableName.Rules, RuleKeys.Partition, RuleKeys.Number, cancellation);
        return row is null ? (0, null) : (row.GetInt64("number")!.Value, row.ETag);
    }

    // A crash before the last message is sent leaves shards with a lower number, which the sweep finds.
    private async Task EvaluateAsync(Func<string, bool> concerns, CancellationToken cancellation)
    {
        await foreach (var cursor in shards.AllAsync(cancellation))
        {
            if (cursor.Series.Any(concerns))
                await evaluate.SendAsync(cursor, tick: null, cancellation);
        }
    }

    /// <param name="Rule">Null where the stored text is not a rule.</param>
    private sealed record StoredRow(Rule? Rule, ETag ETag);

    private sealed record Change(StoredRow? Before, string ETag);
}

/// <param name="Number">Rises with every change; a commit carries the number that it read.</param>
internal sealed record RuleSet(long Number, IReadOnlyList<StoredRule> Rules);

internal sealed record StoredRule(Rule Rule, string ETag);
