using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Notifier.Api.Keys;

/// <summary>Judges a presented token: the operator's key from the configuration, else a stored one.</summary>
internal sealed class KeyRing(KeyStore store, IOptions<KeyOptions> options, TimeProvider time)
{
    /// <summary>Id of the configured key; no stored key has it.</summary>
    public const string ConfiguredId = "configured";

    /// <summary>Only an aid for <see cref="SeenId"/>; dropped whole when full.</summary>
    private const int MostSeen = 10_000;

    private readonly ConcurrentDictionary<string, string> _seen = new(StringComparer.Ordinal);
    private readonly byte[]? _configured = options.Value.AdminKey is { Length: > 0 } key ? ApiKey.HashOf(key) : null;

    public bool HasConfiguredKey => _configured is not null;

    public async Task<(KeyVerdict Verdict, string Id, KeyScope Scope)> JudgeAsync(string token, CancellationToken cancellation)
    {
        if (!ApiKey.IsToken(token))
            return (KeyVerdict.Unknown, "", default);
        var hash = ApiKey.HashOf(token);
        if (_configured is not null && CryptographicOperations.FixedTimeEquals(hash, _configured))
            return Remember(hash, ConfiguredId, KeyScope.Admin);
        var key = await store.FindAsync(ApiKey.IdOf(hash), cancellation);
        var verdict = key?.Judge(hash, time.GetUtcNow()) ?? KeyVerdict.Unknown;
        if (verdict != KeyVerdict.Valid)
            return (verdict, "", default);
        await store.NoteUseAsync(key!, cancellation);
        return Remember(hash, key!.Id, key.Scope);
    }

    /// <summary>Id of a token that was valid before, without asking the store: decides whose rate is counted, never what is allowed.</summary>
    public string? SeenId(string? token) =>
        ApiKey.IsToken(token) && _seen.TryGetValue(Convert.ToHexString(ApiKey.HashOf(token!)), out var id) ? id : null;

    private (KeyVerdict Verdict, string Id, KeyScope Scope) Remember(byte[] hash, string id, KeyScope scope)
    {
        if (_seen.Count >= MostSeen)
            _seen.Clear();
        _seen[Convert.ToHexString(hash)] = id;
        return (KeyVerdict.Valid, id, scope);
    }
}
