using Azure;
using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Api.Keys;

/// <summary>The keys, in partition <c>key</c> of table Keys, by id.</summary>
internal sealed class KeyStore(TableStore tables, TimeProvider time)
{
    private const string Partition = "key";

    /// <summary>Often enough to see which keys are unused, rare enough to cost nothing.</summary>
    private static readonly TimeSpan LastUseStep = TimeSpan.FromHours(1);

    private TableClient Table => tables.Table(TableName.Keys);

    /// <summary>Makes a key. The token is returned here and never again.</summary>
    public async Task<(ApiKey Key, string Token)> CreateAsync(string name, KeyScope scope, DateTimeOffset? expires, CancellationToken cancellation)
    {
        var token = ApiKey.NewToken();
        var hash = ApiKey.HashOf(token);
        var key = new ApiKey(ApiKey.IdOf(hash), hash, name, scope, time.GetUtcNow(), expires, null, null);
        await tables.AddAsync(TableName.Keys, Row(key), cancellation);
        return (key, token);
    }

    public async Task<ApiKey?> FindAsync(string id, CancellationToken cancellation) =>
        await tables.FindAsync(TableName.Keys, Partition, id, cancellation) is { } row ? Key(row) : null;

    /// <summary>All keys in order of id, the revoked ones too; there are few.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation)
    {
        var keys = new List<ApiKey>();
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancellation))
            keys.Add(Key(row));
        return keys;
    }

    /// <summary>A revoked key stays listed, so that its last use can be looked up.</summary>
    public Task RevokeAsync(string id, CancellationToken cancellation) =>
        MergeAsync(id, nameof(ApiKey.Revoked), time.GetUtcNow(), cancellation);

    public async Task NoteUseAsync(ApiKey key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (key.LastUsed is null || now - key.LastUsed >= LastUseStep)
            await MergeAsync(key.Id, nameof(ApiKey.LastUsed), now, cancellation);
    }

    // A merge of one property cannot undo another's change, so it needs no ETag.
    private Task<Response> MergeAsync(string id, string property, DateTimeOffset value, CancellationToken cancellation) =>
        Table.UpdateEntityAsync(new TableEntity(Partition, id) { [property] = value }, ETag.All, TableUpdateMode.Merge, cancellation);

    private static TableEntity Row(ApiKey key)
    {
        var row = new TableEntity(Partition, key.Id)
        {
            [nameof(ApiKey.Hash)] = key.Hash,
            [nameof(ApiKey.Name)] = key.Name,
            [nameof(ApiKey.Scope)] = key.Scope.ToString(),
            [nameof(ApiKey.Created)] = key.Created,
        };
        if (key.Expires is { } expires)
            row[nameof(ApiKey.Expires)] = expires;
        return row;
    }

    private static ApiKey Key(TableEntity row) => new(
        row.RowKey,
        row.GetBinary(nameof(ApiKey.Hash)),
        row.GetString(nameof(ApiKey.Name)),
        Enum.Parse<KeyScope>(row.GetString(nameof(ApiKey.Scope))),
        row.GetDateTimeOffset(nameof(ApiKey.Created)) ?? DateTimeOffset.UnixEpoch,
        row.GetDateTimeOffset(nameof(ApiKey.Expires)),
        row.GetDateTimeOffset(nameof(ApiKey.Revoked)),
        row.GetDateTimeOffset(nameof(ApiKey.LastUsed)));
}
