using System.Security.Cryptography;
using System.Text;
using Notifier.Sources;

namespace Notifier.Entries;

/// <summary>Where entries come from, as far as their commit must know.</summary>
/// <param name="Agency">Who runs it; null where it reports what others do.</param>
/// <param name="Zone">IANA time zone in which its days begin and end.</param>
/// <param name="Feed">The address polled; null where entries are posted.</param>
/// <param name="Extractor">What reads it: mark of the definition and of this program; null where entries are posted.</param>
internal sealed record EntrySource(string Id, string? Agency = null, string Zone = "UTC", string? Feed = null, string? Extractor = null)
{
    // A program built from the same code reads the same.
    private static readonly string Program = typeof(EntrySource).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>UTC where this machine does not know the zone.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <param name="version">ETag of the definition as it is stored.</param>
    public static EntrySource Polled(SourceDefinition definition, string version) =>
        new(definition.Id, definition.Agency, definition.Zone, definition.Url, Mark($"{version}\n{Program}"));

    public static EntrySource Posted(SourceDefinition definition) => new(definition.Id, definition.Agency, definition.Zone);

    private static string Mark(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
