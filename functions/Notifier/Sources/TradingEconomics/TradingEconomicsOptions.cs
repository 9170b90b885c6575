using Notifier.Sources.Http;

namespace Notifier.Sources.TradingEconomics;

/// <summary>Section <c>TradingEconomics</c>.</summary>
internal sealed class TradingEconomicsOptions
{
    /// <summary>
    /// <c>TradingEconomics__ApiKey</c>: your key and secret with a colon between them. Default empty: sources of the kind
    /// <c>trading-economics</c> then fail, and the others go on. https://developer.tradingeconomics.com
    /// </summary>
    [ApiKeyForm("TradingEconomics__ApiKey")]
    public string ApiKey { get; set; } = "";
}
