using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifier.Storage;

namespace Notifier.Sources.Catalog;

/// <summary>
/// Stores sources of the catalogue, each once: what was stored is remembered in partition <c>catalog</c> of table Sources, so that
/// one that a person changed or deleted is left as it is.
/// </summary>
internal sealed partial class CatalogSeed(TableStore tables, SourceStore sources, IOptions<CatalogOptions> options, TimeProvider time, ILogger<CatalogSeed> logger)
{
    private const string Partition = "catalog";

    /// <returns>How many were stored.</returns>
    public async Task<int> EnsureAsync(CancellationToken cancellation)
    {
        if (options.Value.IsNone)
            return 0;
        var seeded = await SeededAsync(cancellation);
        var wanted = options.Value.IsStandard
            ? SourceCatalog.All.Where(source => !source.NeedsKey)
            : options.Value.Ids.Select(SourceCatalog.Find).OfType<CatalogSource>();
        var missing = wanted.Where(source => !seeded.Contains(source.Definition.Id)).ToList();
        // Somebody who has sources of his own and never had the catalogue's did not ask for them.
        if (missing.Count == 0 || (options.Value.IsStandard && seeded.Count == 0 && (await sources.ListAsync(cancellation)).Count > 0))
            return 0;
        var stored = 0;
        foreach (var source in missing)
            stored += await StoreAsync(source.Definition, cancellation) ? 1 : 0;
        Log.Seeded(logger, stored);
        return stored;
    }

    private async Task<HashSet<string>> SeededAsync(CancellationToken cancellation) =>
        await tables.Table(TableName.Sources)
            .QueryAsync<TableEntity>(row => row.PartitionKey == Partition, select: [nameof(ITableEntity.RowKey)], cancellationToken: cancellation)
            .Select(row => row.RowKey).ToHashSetAsync(cancellationToken: cancellation);

    /// <summary>Remembered after it is stored: killed between the two, the next start finds it stored and remembers it then.</summary>
    private async Task<bool> StoreAsync(SourceDefinition definition, CancellationToken cancellation)
    {
        var put = await sources.PutAsync(definition, ifMatch: null, cancellation);
        if (put.Taken is not null)
            Log.Taken(logger, definition.Id, put.Taken, put.Owner!);
        await tables.AddAsync(TableName.Sources, new TableEntity(Partition, definition.Id) { ["stored"] = time.GetUtcNow() }, cancellation);
        return put.ETag is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Sources} sources of the catalogue are stored and polled from now on; Notifier__Catalog says which, or none")]
        public static partial void Seeded(ILogger logger, int sources);

        [LoggerMessage(2, LogLevel.Warning, "the source {Source} of the catalogue is not stored: its series {Series} belongs to {Owner}")]
        public static partial void Taken(ILogger logger, string source, string series, string owner);
    }
}

/// <summary>Stores them before the timers begin.</summary>
internal sealed class CatalogStart(CatalogSeed seed) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => seed.EnsureAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
