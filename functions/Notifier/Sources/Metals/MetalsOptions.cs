using Notifier.Sources.Http;

namespace Notifier.Sources.Metals;

/// <summary>Section <c>Metals</c>: a key for each API of the family. Default empty: sources of its kind then fail, and the others go on.</summary>
internal sealed class MetalsOptions
{
    /// <summary><c>Metals__MetalsApiKey</c>: for the kind <c>metals-api</c>. https://metals-api.com</summary>
    [ApiKeyForm("Metals__MetalsApiKey")]
    public string MetalsApiKey { get; set; } = "";

    /// <summary><c>Metals__CommoditiesApiKey</c>: for the kind <c>commodities-api</c>. https://commodities-api.com</summary>
    [ApiKeyForm("Metals__CommoditiesApiKey")]
    public string CommoditiesApiKey { get; set; } = "";

    /// <summary><c>Metals__MetalpriceApiKey</c>: for the kind <c>metalpriceapi</c>. https://metalpriceapi.com</summary>
    [ApiKeyForm("Metals__MetalpriceApiKey")]
    public string MetalpriceApiKey { get; set; } = "";

    /// <summary><c>Metals__MetalsDevKey</c>: for the kind <c>metals-dev</c>. https://metals.dev</summary>
    [ApiKeyForm("Metals__MetalsDevKey")]
    public string MetalsDevKey { get; set; } = "";
}
