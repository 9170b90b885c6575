namespace Notifier.Api.Keys;

/// <summary>Makes the first admin key of a new installation, so that no default key exists anywhere.</summary>
internal sealed class FirstKey(KeyStore store, KeyRing ring)
{
    /// <returns>The token, to be shown once; null where a key is configured or any key was ever stored.</returns>
    public async Task<string?> EnsureAsync(CancellationToken cancellation)
    {
        if (ring.HasConfiguredKey || (await store.ListAsync(cancellation)).Count > 0)
            return null;
        return (await store.CreateAsync("first key", KeyScope.Admin, null, cancellation)).Token;
    }
}
