using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Sources.Http;
using Refit;

namespace Notifier.Sources.Eia;

/// <summary>The API of the U.S. Energy Information Administration, version 2, as far as it is read. https://www.eia.gov/opendata/documentation.php</summary>
internal interface IEiaApi
{
    /// <summary>A page of one data set, oldest first.</summary>
    /// <param name="address">Of <c>/v2/{route}/data/</c>, with its query: the names of facets stand in those of the parameters.</param>
    /// <param name="length">At most 5,000.</param>
    [Get("")]
    Task<IApiResponse<EiaAnswer>> DataAsync(
        [Url] Uri address,
        [AliasAs("start")] string? start,
        [AliasAs("offset")] int offset,
        [AliasAs("length")] int length,
        [AliasAs("api_key")] string key,
        CancellationToken cancellation);
}

/// <summary>The answer also holds the request, with the key in it: the body is shown nowhere.</summary>
/// <param name="Error">An object with a code and a message, or a text; set instead of everything else.</param>
internal sealed record EiaAnswer(
    [property: JsonPropertyName("response")] EiaResponse? Response,
    [property: JsonPropertyName("error")] JsonElement? Error);

/// <param name="Total">Of all pages; a number as a text.</param>
/// <param name="Rows">By the names of the columns: <c>period</c>, the facets, the data and their units.</param>
internal sealed record EiaResponse(
    [property: JsonPropertyName("total"), JsonConverter(typeof(ScalarText))] string? Total,
    [property: JsonPropertyName("data")] IReadOnlyList<Dictionary<string, JsonElement>?>? Rows);

[JsonSerializable(typeof(EiaAnswer))]
internal sealed partial class EiaJson : JsonSerializerContext;
