using System.Security.Cryptography;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Notifier.Storage;

namespace Notifier.Subscriptions;

/// <summary>The key that signs links and keys ids: the operator's, else one made once and kept in table Keys.</summary>
internal sealed class LinkKey(TableStore tables, IOptions<LinkOptions> options)
{
    private const string Partition = "links";
    private const string Row = "key";
    private const string Value = "Key";

    private byte[]? _key;

    public async ValueTask<byte[]> ReadAsync(CancellationToken cancellation) => _key ??=
        options.Value.LinkKey is { Length: > 0 } given
            ? Convert.FromBase64String(given)
            : await FindAsync(cancellation) ?? await MakeAsync(cancellation);

    private async Task<byte[]> MakeAsync(CancellationToken cancellation)
    {
        var made = RandomNumberGenerator.GetBytes(LinkOptions.ShortestKey);
        // Where another instance was faster, its key is the one.
        return await tables.AddAsync(TableName.Keys, new TableEntity(Partition, Row) { [Value] = made }, cancellation) is not null
            ? made
            : await FindAsync(cancellation) ?? throw new InvalidOperationException("the key of the links was deleted while it was read");
    }

    private async Task<byte[]?> FindAsync(CancellationToken cancellation) =>
        (await tables.FindAsync(TableName.Keys, Partition, Row, cancellation))?.GetBinary(Value);
}
