using Microsoft.Extensions.Options;

namespace Notifier.Sources.Catalog;

/// <summary>Section <c>Notifier</c>: which sources of the catalogue are stored at a first start.</summary>
internal sealed class CatalogOptions
{
    public const string Key = "Notifier:Catalog";
    public const string Standard = "default";
    public const string None = "none";

    /// <summary>
    /// <c>Notifier__Catalog</c>: <c>default</c>, those that need no key, where no source is stored yet; <c>none</c>; or ids separated
    /// by commas. Empty: <c>default</c> in <c>serve</c>, else <c>none</c>.
    /// </summary>
    public string Catalog { get; set; } = "";

    public bool IsNone => Catalog.Trim() is "" or None;

    public bool IsStandard => Catalog.Trim() == Standard;

    public IReadOnlyList<string> Ids => Catalog.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class CatalogOptionsCheck : IValidateOptions<CatalogOptions>
{
    public ValidateOptionsResult Validate(string? name, CatalogOptions options)
    {
        if (options.IsNone || options.IsStandard || options.Ids.FirstOrDefault(id => SourceCatalog.Find(id) is null) is not { } unknown)
            return ValidateOptionsResult.Success;
        return ValidateOptionsResult.Fail($"Notifier__Catalog: there is no source '{unknown}' in the catalogue; give {CatalogOptions.Standard}, {CatalogOptions.None}, or ids that 'notifier sources' lists");
    }
}
