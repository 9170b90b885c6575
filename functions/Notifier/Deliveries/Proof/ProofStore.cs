using Azure;
using Azure.Data.Tables;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Proof;

/// <summary>
/// Partition <c>proof</c> of table Deliveries: row <c>run</c> says when the next run is due and what the last one found; rows
/// <c>w|&lt;warning&gt;</c> say in which shards a warning is proven for good, so that it is read once and not every hour.
/// </summary>
internal sealed class ProofStore(TableStore tables)
{
    private const string Partition = "proof";
    private const string Run = "run";
    private const string Prefix = "w|";
    private const string Next = "Next";
    private const string Result = "Result";
    private const string Proven = "Proven";

    /// <summary>Who claims it runs; whoever loses leaves it. A run that ends without a result is begun again when its claim ends.</summary>
    /// <returns>False where it is not due, or somebody else runs.</returns>
    public async Task<bool> ClaimAsync(DateTimeOffset now, TimeSpan claim, CancellationToken cancellation)
    {
        var row = await FindAsync(cancellation);
        if (row?.GetDateTimeOffset(Next) > now)
            return false;
        var claimed = new TableEntity(Partition, Run) { [Next] = now + claim, [Result] = row?.GetString(Result) };
        var etag = row is null
            ? await tables.AddAsync(TableName.Deliveries, claimed, cancellation)
            : await tables.ReplaceAsync(TableName.Deliveries, claimed, row.ETag, cancellation);
        return etag is not null;
    }

    public Task EndAsync(ProofResult result, DateTimeOffset next, CancellationToken cancellation) => tables.Table(TableName.Deliveries)
        .UpsertEntityAsync(new TableEntity(Partition, Run) { [Next] = next, [Result] = result.ToJson() }, TableUpdateMode.Replace, cancellation);

    /// <returns>What the last run found; null before the first.</returns>
    public async Task<ProofResult?> LastAsync(CancellationToken cancellation) =>
        (await FindAsync(cancellation))?.GetString(Result) is { } json ? ProofResult.FromJson(json) : null;

    /// <summary>The shards in which each warning is proven: one range query.</summary>
    public async Task<Dictionary<string, ShardMap>> ProvenAsync(CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {Prefix} and RowKey lt {DeliveryKeys.EndOf(Prefix)}");
        return await tables.Table(TableName.Deliveries).QueryAsync<TableEntity>(filter, cancellationToken: cancellation)
            .ToDictionaryAsync(row => row.RowKey[Prefix.Length..], row => ShardMap.FromBytes(row.GetBinary(Proven)), cancellationToken: cancellation);
    }

    public Task WriteAsync(string warning, ShardMap proven, CancellationToken cancellation) => tables.Table(TableName.Deliveries)
        .UpsertEntityAsync(new TableEntity(Partition, Prefix + warning) { [Proven] = proven.ToBytes() }, TableUpdateMode.Replace, cancellation);

    public Task ForgetAsync(string warning, CancellationToken cancellation) =>
        tables.Table(TableName.Deliveries).DeleteEntityAsync(Partition, Prefix + warning, ETag.All, cancellation);

    private Task<TableEntity?> FindAsync(CancellationToken cancellation) => tables.FindAsync(TableName.Deliveries, Partition, Run, cancellation);
}
