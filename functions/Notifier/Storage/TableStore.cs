using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Notifier.Storage;

/// <summary>The tables, and the ways to write that survive a lost answer and refuse what Azure refuses.</summary>
internal sealed class TableStore(IOptions<StorageOptions> options, StorageMeter meter, StorageClients clients)
{
    private readonly Dictionary<string, TableClient> _tables =
        TableName.All.ToDictionary(name => name, name => Client(options.Value, meter.ForTable(name), clients).GetTableClient(options.Value.TablePrefix + name));

    /// <param name="name">One of <see cref="TableName"/>.</param>
    public TableClient Table(string name) => _tables[name];

    /// <summary>Makes the tables that are missing: one query where all are there.</summary>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        var account = Client(options.Value, meter.ForTable("Tables"), clients);
        var present = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        // Only our own: an account may hold thousands of others.
        var prefix = options.Value.TablePrefix;
        var filter = prefix.Length == 0 ? null : TableServiceClient.CreateQueryFilter($"TableName ge {prefix} and TableName lt {prefix + '~'}");
        await foreach (var table in account.QueryAsync(filter, cancellationToken: cancellation))
            present.Add(table.Name);
        await Task.WhenAll(_tables.Values
            .Where(table => !present.Contains(table.Name))
            .Select(table => table.CreateIfNotExistsAsync(cancellation)));
    }

    /// <summary>One entity-group transaction: whole or nothing.</summary>
    /// <returns>The new ETags, in the order of the actions; default for a deletion.</returns>
    /// <exception cref="ArgumentException">Azure would refuse it: see <see cref="EntityLimits"/>.</exception>
    /// <exception cref="RequestFailedException">409 an inserted entity exists; 412 an ETag no longer holds; 404 an entity is gone.</exception>
    public async Task<IReadOnlyList<ETag>> TransactAsync(string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        EntityLimits.Check(actions);
        var write = OwnWrite.Stamp(actions);
        try
        {
            var answer = await Table(table).SubmitTransactionAsync(actions, cancellation);
            return [.. answer.Value.Select(part => part.Headers.ETag ?? default)];
        }
        catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure))
        {
            if (!await write.LandedAsync(Table(table), cancellation))
                throw;
            return await Task.WhenAll(actions.Select(action => OwnWrite.ETagAsync(Table(table), action, cancellation)));
        }
    }

    /// <summary>Inserts an entity.</summary>
    /// <returns>Its ETag, or null where somebody else's entity has the key.</returns>
    public Task<ETag?> AddAsync(string table, TableEntity entity, CancellationToken cancellation) =>
        WriteAsync(table, new(TableTransactionActionType.Add, entity), cancellation);

    /// <summary>Replaces the entity that was read with <paramref name="ifMatch"/>.</summary>
    /// <returns>The new ETag, or null where it was changed or deleted meanwhile.</returns>
    public Task<ETag?> ReplaceAsync(string table, TableEntity entity, ETag ifMatch, CancellationToken cancellation) =>
        WriteAsync(table, new(TableTransactionActionType.UpdateReplace, entity, ifMatch), cancellation);

    /// <summary>The entity, or null where there is none.</summary>
    public async Task<TableEntity?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        var answer = await Table(table).GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        return answer.HasValue ? answer.Value : null;
    }

    private async Task<ETag?> WriteAsync(string table, TableTransactionAction action, CancellationToken cancellation)
    {
        EntityLimits.Check([action]);
        var write = OwnWrite.Stamp([action]);
        try
        {
            var answer = action.ActionType == TableTransactionActionType.Add
                ? await Table(table).AddEntityAsync((TableEntity)action.Entity, cancellation)
                : await Table(table).UpdateEntityAsync((TableEntity)action.Entity, action.ETag, TableUpdateMode.Replace, cancellation);
            return answer.Headers.ETag;
        }
        catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure))
        {
            return await write.LandedAsync(Table(table), cancellation) ? await OwnWrite.ETagAsync(Table(table), action, cancellation) : null;
        }
    }

    private static TableServiceClient Client(StorageOptions options, HttpPipelinePolicy meter, StorageClients clients)
    {
        var settings = clients.Prepare(new TableClientOptions(), meter);
        return options.TableServiceUri is { } uri
            ? new TableServiceClient(uri, clients.Identity, settings)
            : new TableServiceClient(options.ConnectionString, settings);
    }
}
