using System.Text.Json.Serialization;
using Notifier.Sources.Http;
using Refit;

namespace Notifier.Sources.AlphaVantage;

/// <summary>The commodities of Alpha Vantage. https://www.alphavantage.co/documentation/#commodities</summary>
internal interface IAlphaVantageApi
{
    /// <summary>All values of a commodity, newest first; there is no way to ask for a part.</summary>
    /// <param name="address">Of <c>/query</c>.</param>
    /// <param name="function">For example <c>COPPER</c>.</param>
    /// <param name="interval"><c>daily</c>, <c>weekly</c>, <c>monthly</c>, <c>quarterly</c>, <c>annual</c>.</param>
    [Get("")]
    Task<IApiResponse<AlphaVantageAnswer>> CommodityAsync(
        [Url] Uri address,
        [AliasAs("function")] string function,
        [AliasAs("interval")] string interval,
        [AliasAs("apikey")] string key,
        CancellationToken cancellation);
}

/// <param name="Unit">In words: <c>dollar per metric ton</c>.</param>
/// <param name="Information">With status 200 and nothing else: a limit, or what the key may not do.</param>
/// <param name="Note">The same, of the limit per minute.</param>
/// <param name="Error">The same, of a wrong request.</param>
internal sealed record AlphaVantageAnswer(
    [property: JsonPropertyName("unit")] string? Unit,
    [property: JsonPropertyName("data")] IReadOnlyList<AlphaVantageValue?>? Values,
    [property: JsonPropertyName("Information")] string? Information,
    [property: JsonPropertyName("Note")] string? Note,
    [property: JsonPropertyName("Error Message")] string? Error);

/// <param name="Date">First day of the period, <c>yyyy-MM-dd</c>.</param>
/// <param name="Value">A number as a text; <c>.</c> where there is none.</param>
internal sealed record AlphaVantageValue(
    [property: JsonPropertyName("date")] string? Date,
    [property: JsonPropertyName("value"), JsonConverter(typeof(ScalarText))] string? Value);

[JsonSerializable(typeof(AlphaVantageAnswer))]
internal sealed partial class AlphaVantageJson : JsonSerializerContext;
