using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>
/// Divides the steps of a shard so that each part fits one transaction. One part is the rule; a first import of many series
/// with many rules that all fire can take more.
/// </summary>
internal static class TransactionParts
{
    // The cursor's own row, with 48 ids of 63 characters, and what surrounds the parts.
    private const int CursorBytes = 64 * 1024;

    /// <param name="rows">The operations of one step.</param>
    /// <returns>At least one part, if need be an empty one: the cursor is written even where no series changed.</returns>
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IReadOnlyList<T> steps, Func<T, IEnumerable<TableTransactionAction>> rows)
    {
        var part = new List<T>();
        var (operations, bytes) = (1, (long)CursorBytes);
        foreach (var step in steps)
        {
            var sizes = rows(step).Select(action => EntitySize.AsSent(action.Entity)).ToList();
            if (part.Count > 0 && (operations + sizes.Count > EntityLimits.Operations || bytes + sizes.Sum() >= EntityLimits.TransactionBytes))
            {
                yield return part;
                (part, operations, bytes) = ([], 1, CursorBytes);
            }

            part.Add(step);
            operations += sizes.Count;
            bytes += sizes.Sum();
        }

        yield return part;
    }
}
