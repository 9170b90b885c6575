using Azure;
using Azure.Data.Tables;

namespace Notifier.Storage;

/// <summary>Several small changes of one partition in as few transactions as they fit; each change is whole or nothing by itself.</summary>
internal static class RowGroups
{
    /// <summary>
    /// A transaction in which somebody else has changed a row is done again change by change, so that each hinders only itself.
    /// </summary>
    /// <param name="changes">Actions of one partition; no entity in two of them.</param>
    /// <returns>For each change the new ETags of its actions; null where one of its rows changed (412), is gone (404) or exists (409).</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<ETag>?>> ChangeAsync(
        this TableStore tables, string table, IReadOnlyList<IReadOnlyList<TableTransactionAction>> changes, CancellationToken cancellation)
    {
        var done = new List<IReadOnlyList<ETag>?>(changes.Count);
        foreach (var group in Groups(changes))
        {
            if (await TryAsync(tables, table, [.. group.SelectMany(change => change)], cancellation) is { } etags)
                done.AddRange(Parts(group, etags));
            else if (group.Count == 1)
                done.Add(null);
            else
            {
                foreach (var change in group)
                    done.Add(await TryAsync(tables, table, change, cancellation));
            }
        }

        return done;
    }

    private static IEnumerable<List<IReadOnlyList<TableTransactionAction>>> Groups(IReadOnlyList<IReadOnlyList<TableTransactionAction>> changes)
    {
        var group = new List<IReadOnlyList<TableTransactionAction>>();
        var (actions, bytes) = (0, 0L);
        foreach (var change in changes)
        {
            var size = change.Sum(action => EntitySize.AsSent(action.Entity));
            if (group.Count > 0 && (actions + change.Count > EntityLimits.Operations || bytes + size >= EntityLimits.TransactionBytes))
            {
                yield return group;
                (group, actions, bytes) = ([], 0, 0);
            }

            group.Add(change);
            actions += change.Count;
            bytes += size;
        }

        if (group.Count > 0)
            yield return group;
    }

    private static IEnumerable<IReadOnlyList<ETag>> Parts(List<IReadOnlyList<TableTransactionAction>> group, IReadOnlyList<ETag> etags)
    {
        var from = 0;
        foreach (var change in group)
        {
            yield return [.. etags.Skip(from).Take(change.Count)];
            from += change.Count;
        }
    }

    private static async Task<IReadOnlyList<ETag>?> TryAsync(
        TableStore tables, string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            return await tables.TransactAsync(table, actions, cancellation);
        }
        catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure))
        {
            return null;
        }
    }
}
