using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Sources.Http;
using Refit;

namespace Notifier.Sources.Metals;

/// <summary>The newest prices of metals, as the APIs of the family answer with them.</summary>
internal interface IMetalsApi
{
    /// <param name="address">With its query: the names of the parameters differ from API to API.</param>
    [Get("")]
    Task<IApiResponse<MetalsAnswer>> LatestAsync([Url] Uri address, CancellationToken cancellation);
}

/// <summary>The union of the shapes of the family.</summary>
/// <param name="Data">commodities-api wraps everything else into it.</param>
/// <param name="Date">Of the rates, <c>yyyy-MM-dd</c>.</param>
/// <param name="Timestamp">Of the rates, seconds since 1970.</param>
/// <param name="Currency">Of the rates: <c>base</c>, in metals.dev <c>currency</c>.</param>
/// <param name="Unit">Of all rates, in words: <c>per troy ounce</c>, <c>toz</c>; a long sentence in commodities-api.</param>
/// <param name="Rates">By symbol: ounces for one unit of the currency.</param>
/// <param name="Metals">metals.dev: by name, the price of one unit of mass.</param>
/// <param name="Success">False where there is an error; it comes with status 200.</param>
/// <param name="Status">metals.dev: <c>success</c> or <c>failure</c>.</param>
internal sealed record MetalsAnswer(
    [property: JsonPropertyName("data")] MetalsAnswer? Data,
    [property: JsonPropertyName("date"), JsonConverter(typeof(ScalarText))] string? Date,
    [property: JsonPropertyName("timestamp"), JsonConverter(typeof(ScalarText))] string? Timestamp,
    [property: JsonPropertyName("timestamps")] MetalsTimes? Timestamps,
    [property: JsonPropertyName("base"), JsonConverter(typeof(ScalarText))] string? Base,
    [property: JsonPropertyName("currency"), JsonConverter(typeof(ScalarText))] string? Currency,
    [property: JsonPropertyName("unit"), JsonConverter(typeof(ScalarText))] string? Unit,
    [property: JsonPropertyName("rates")] IReadOnlyDictionary<string, JsonElement>? Rates,
    [property: JsonPropertyName("metals")] IReadOnlyDictionary<string, JsonElement>? Metals,
    [property: JsonPropertyName("success")] bool? Success,
    [property: JsonPropertyName("status"), JsonConverter(typeof(ScalarText))] string? Status,
    [property: JsonPropertyName("error")] MetalsError? Error,
    [property: JsonPropertyName("error_code"), JsonConverter(typeof(ScalarText))] string? ErrorCode,
    [property: JsonPropertyName("error_message"), JsonConverter(typeof(ScalarText))] string? ErrorMessage);

/// <param name="Metal">Instant of the prices.</param>
internal sealed record MetalsTimes([property: JsonPropertyName("metal"), JsonConverter(typeof(ScalarText))] string? Metal);

/// <summary>The errors of fixer.io and its relatives; metalpriceapi spells them otherwise.</summary>
internal sealed record MetalsError(
    [property: JsonPropertyName("code"), JsonConverter(typeof(ScalarText))] string? Code,
    [property: JsonPropertyName("statusCode"), JsonConverter(typeof(ScalarText))] string? StatusCode,
    [property: JsonPropertyName("type"), JsonConverter(typeof(ScalarText))] string? Type,
    [property: JsonPropertyName("info"), JsonConverter(typeof(ScalarText))] string? Info,
    [property: JsonPropertyName("message"), JsonConverter(typeof(ScalarText))] string? Message);

[JsonSerializable(typeof(MetalsAnswer))]
internal sealed partial class MetalsJson : JsonSerializerContext;
