using Notifier.Sources.Http;

namespace Notifier.Sources.Eia;

/// <summary>Section <c>Eia</c>.</summary>
internal sealed class EiaOptions
{
    /// <summary>
    /// <c>Eia__ApiKey</c>: your key. Default empty: sources of the kind <c>eia</c> then fail, and the others go on.
    /// https://www.eia.gov/opendata/register.php
    /// </summary>
    [ApiKeyForm("Eia__ApiKey")]
    public string ApiKey { get; set; } = "";
}
