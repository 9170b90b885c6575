using Azure.Data.Tables;

namespace Notifier.Storage;

/// <summary>The tables, and the one way to write several entities at once.</summary>
internal sealed class TableStore
{
    public TableClient Table(string name) => throw new NotSupportedException(name);

    /// <summary>One entity-group transaction, after the checks that Azurite does not make and Azure does.</summary>
    /// <exception cref="ArgumentException">More than one partition, more than 100 operations, an entity twice, or too large.</exception>
    public Task TransactAsync(string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation) =>
        throw new NotSupportedException(table);
}
