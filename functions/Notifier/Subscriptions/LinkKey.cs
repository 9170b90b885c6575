using Microsoft.Extensions.Options;
using Notifier.Storage;

namespace Notifier.Subscriptions;

/// <summary>The key that signs links: the operator's, else one made once and kept in table Keys. Whoever changes it ends the links sent before, and nothing else.</summary>
internal sealed class LinkKey(TableStore tables, IOptions<LinkOptions> options)
{
    private const string Row = "key";

    private byte[]? _key;

    public async ValueTask<byte[]> ReadAsync(CancellationToken cancellation) => _key ??=
        options.Value.LinkKey is { Length: > 0 } given ? Convert.FromBase64String(given) : await StoredKey.ReadAsync(tables, Row, cancellation);
}
