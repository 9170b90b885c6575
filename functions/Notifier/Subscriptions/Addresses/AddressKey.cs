using Notifier.Storage;

namespace Notifier.Subscriptions.Addresses;

/// <summary>
/// The key of the hashes that stand for addresses in keys. Another than the links' key, because that one may be changed, and what is
/// stored about an address must still be found then.
/// </summary>
internal sealed class AddressKey(TableStore tables)
{
    private const string Row = "addresses";

    private byte[]? _key;

    public async ValueTask<byte[]> ReadAsync(CancellationToken cancellation) => _key ??= await StoredKey.ReadAsync(tables, Row, cancellation);
}
