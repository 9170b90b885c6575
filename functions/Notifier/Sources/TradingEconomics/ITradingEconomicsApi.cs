using System.Text.Json.Serialization;
using Notifier.Sources.Http;
using Refit;

namespace Notifier.Sources.TradingEconomics;

/// <summary>The commodity prices of Trading Economics. https://docs.tradingeconomics.com/markets/snapshot/</summary>
internal interface ITradingEconomicsApi
{
    /// <summary>The last price of every commodity.</summary>
    /// <param name="address">Of <c>/markets/commodities</c>.</param>
    /// <param name="format"><c>json</c>.</param>
    /// <param name="key">Key and secret with a colon between them.</param>
    [Get("")]
    Task<IApiResponse<IReadOnlyList<MarketPrice?>>> CommoditiesAsync([Url] Uri address, [AliasAs("f")] string format, [AliasAs("c")] string key, CancellationToken cancellation);
}

/// <summary>Texts are padded with blanks.</summary>
/// <param name="Symbol">For example <c>LC:COM</c>.</param>
/// <param name="Date">Of the price, <c>yyyy-MM-ddTHH:mm:ss</c> in UTC.</param>
/// <param name="Unit">For example <c>CNY/T</c>, <c>USd/Lbs</c>.</param>
internal sealed record MarketPrice(
    [property: JsonPropertyName("Symbol")] string? Symbol,
    [property: JsonPropertyName("Date")] string? Date,
    [property: JsonPropertyName("Last"), JsonConverter(typeof(ScalarText))] string? Last,
    [property: JsonPropertyName("unit")] string? Unit);

[JsonSerializable(typeof(IReadOnlyList<MarketPrice?>))]
internal sealed partial class TradingEconomicsJson : JsonSerializerContext;
