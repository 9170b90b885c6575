using Notifier.Sources.Http;

namespace Notifier.Sources.AlphaVantage;

/// <summary>Section <c>AlphaVantage</c>.</summary>
internal sealed class AlphaVantageOptions
{
    /// <summary>
    /// <c>AlphaVantage__ApiKey</c>: your key. Default empty: sources of the kind <c>alpha-vantage</c> then fail, and the others go on.
    /// https://www.alphavantage.co/support/
    /// </summary>
    [ApiKeyForm("AlphaVantage__ApiKey")]
    public string ApiKey { get; set; } = "";
}
