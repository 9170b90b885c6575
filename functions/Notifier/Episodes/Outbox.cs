using Azure.Data.Tables;
using Notifier.Core.Warnings;

namespace Notifier.Episodes;

/// <summary>
/// The outbox rows of table State: the warnings of one series (or one source's entries) and one commit, written in the same
/// transaction as the state that they follow from. A row stands until its dispatch is done.
/// </summary>
internal static class Outbox
{
    public const string Prefix = "outbox|";

    /// <summary><c>outbox|&lt;series&gt;|&lt;commit:D12&gt;</c>: one row per series and commit.</summary>
    public static TableEntity Row(string partition, string seriesId, long commit, IReadOnlyList<Warning> warnings) =>
        throw new NotSupportedException(partition + seriesId + commit + warnings.Count);

    public static IReadOnlyList<Warning> Warnings(TableEntity row) => throw new NotSupportedException(row.RowKey);
}
