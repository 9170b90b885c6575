namespace Notifier.Api.Keys;

/// <summary>
/// Makes the first admin key of an installation, so that no default key exists anywhere; and one where none works any more,
/// because the configured key was taken away or the last stored one expired: nobody could make another.
/// </summary>
internal sealed class FirstKey(KeyStore store, KeyRing ring, TimeProvider time)
{
    /// <returns>The token, to be shown once; null where an admin key is configured or a stored one works.</returns>
    public async Task<string?> EnsureAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (ring.HasConfiguredKey || (await store.ListAsync(cancellation)).Any(key => key.IsWorkingAdmin(now)))
            return null;
        return (await store.CreateAsync("first key", KeyScope.Admin, null, cancellation)).Token;
    }
}
