using Azure;
using Azure.Data.Tables;

namespace Notifier.Storage;

/// <summary>
/// The mark of one write. A write may be applied and its answer lost; the client then tries again and is told 409, 412 or 404
/// about its own deed. The mark, stored in one entity of the write, tells that case from a stranger's write.
/// </summary>
internal sealed class OwnWrite
{
    public const string Property = "write";

    private readonly ITableEntity? _anchor;
    private readonly string _mark;

    private OwnWrite(ITableEntity? anchor, string mark) => (_anchor, _mark) = (anchor, mark);

    /// <summary>Marks the first entity that will exist after the write; a transaction is whole or nothing, so one is enough.</summary>
    public static OwnWrite Stamp(IReadOnlyList<TableTransactionAction> actions)
    {
        var mark = Guid.NewGuid().ToString("N");
        var anchor = actions.FirstOrDefault(action => action.ActionType != TableTransactionActionType.Delete)?.Entity as TableEntity;
        if (anchor is not null)
            anchor[Property] = mark;
        return new OwnWrite(anchor, mark);
    }

    /// <summary>False where the table itself is missing (404) or being deleted (409): nothing can have landed there.</summary>
    public static bool MayHaveLanded(RequestFailedException failure) =>
        failure.Status is 404 or 409 or 412 && failure.ErrorCode?.StartsWith("Table", StringComparison.Ordinal) != true;

    /// <summary>False also for a transaction of deletions only: those are gone either way, which the caller must read.</summary>
    public async Task<bool> LandedAsync(TableClient table, CancellationToken cancellation)
    {
        if (_anchor is null)
            return false;
        var stored = await table.GetEntityIfExistsAsync<TableEntity>(_anchor.PartitionKey, _anchor.RowKey, [Property], cancellation);
        return stored.HasValue && stored.Value!.GetString(Property) == _mark;
    }

    public static async Task<ETag> ETagAsync(TableClient table, TableTransactionAction action, CancellationToken cancellation)
    {
        if (action.ActionType == TableTransactionActionType.Delete)
            return default;
        var stored = await table.GetEntityIfExistsAsync<TableEntity>(action.Entity.PartitionKey, action.Entity.RowKey, [Property], cancellation);
        return stored.HasValue ? stored.Value!.ETag : default;
    }
}
