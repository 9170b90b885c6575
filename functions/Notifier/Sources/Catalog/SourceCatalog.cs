using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notifier.Sources.Catalog;

/// <summary>
/// The sources that come with the program: policy announcements, and prices that can be had without a key. A file each, as
/// <c>PUT /api/sources/{id}</c> takes it.
/// </summary>
internal static class SourceCatalog
{
    private const string Prefix = "sources/";

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly Lazy<IReadOnlyList<CatalogSource>> Read = new(static () =>
        [.. typeof(SourceCatalog).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Source)]);

    /// <summary>By id.</summary>
    public static IReadOnlyList<CatalogSource> All => Read.Value;

    public static CatalogSource? Find(string id) => All.FirstOrDefault(source => source.Definition.Id == id);

    private static CatalogSource Source(string name)
    {
        using var resource = typeof(SourceCatalog).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        var definition = JsonSerializer.Deserialize<SourceDefinition>(content.ToArray(), Reading)!;
        return new(Whole(definition), content.ToArray());
    }

    /// <summary>What a file leaves out has the value that the API gives it.</summary>
    private static SourceDefinition Whole(SourceDefinition definition) => definition with
    {
        Url = definition.Url ?? "",
        Schedule = definition.Schedule ?? "",
        Zone = definition.Zone ?? "UTC",
        Headers = definition.Headers ?? new Dictionary<string, string>(),
        Series = [.. (definition.Series ?? []).Select(series => series with { Unit = series.Unit ?? "", Calendar = series.Calendar ?? "" })],
    };
}

/// <param name="File">The file as it is read by people: UTF-8.</param>
internal sealed record CatalogSource(SourceDefinition Definition, byte[] File)
{
    // Their keys are settings of the kind, not of the definition.
    private static readonly string[] KeyedKinds = ["fred", "eia", "alpha-vantage", "nasdaq-data-link", "trading-economics", "metals-api", "commodities-api", "metalpriceapi", "metals-dev"];

    /// <summary>Whether it can be polled only with a key that the operator has to get first.</summary>
    public bool NeedsKey =>
        KeyedKinds.Contains(Definition.Kind) || Definition.Headers.Values.Append(Definition.Url).Any(text => text.Contains("{secret:", StringComparison.Ordinal) || text.Contains("{key}", StringComparison.Ordinal));
}
