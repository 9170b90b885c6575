using System.Text.Json.Serialization;
using Notifier.Sources.Http;
using Refit;

namespace Notifier.Sources.Fred;

/// <summary>The API of FRED, as far as it is read. https://fred.stlouisfed.org/docs/api/fred/series_observations.html</summary>
internal interface IFredApi
{
    /// <summary>The present values of a series, oldest first, a page of them.</summary>
    /// <param name="address">Of <c>/fred/series/observations</c>.</param>
    /// <param name="from"><c>yyyy-MM-dd</c>; null from the beginning.</param>
    /// <param name="limit">1 to 100,000.</param>
    /// <param name="fileType">FRED's default is XML.</param>
    [Get("")]
    Task<IApiResponse<FredObservations>> ObservationsAsync(
        [Url] Uri address,
        [AliasAs("series_id")] string series,
        [AliasAs("observation_start")] string? from,
        [AliasAs("limit")] int limit,
        [AliasAs("offset")] int offset,
        [AliasAs("api_key")] string key,
        [AliasAs("file_type")] string fileType,
        CancellationToken cancellation);

    /// <summary>What a series is, its unit above all. https://fred.stlouisfed.org/docs/api/fred/series.html</summary>
    /// <param name="address">Of <c>/fred/series</c>.</param>
    [Get("")]
    Task<IApiResponse<FredSeriesList>> SeriesAsync(
        [Url] Uri address,
        [AliasAs("series_id")] string series,
        [AliasAs("api_key")] string key,
        [AliasAs("file_type")] string fileType,
        CancellationToken cancellation);
}

/// <param name="Series">One, where it exists.</param>
internal sealed record FredSeriesList([property: JsonPropertyName("seriess")] IReadOnlyList<FredSeriesInfo?>? Series);

/// <param name="Units">In words: <c>U.S. Dollars per Metric Ton</c>.</param>
internal sealed record FredSeriesInfo([property: JsonPropertyName("units")] string? Units);

/// <param name="Count">Of all pages.</param>
/// <param name="ErrorMessage">Set instead of everything else where the request was refused.</param>
internal sealed record FredObservations(
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("observations")] IReadOnlyList<FredObservation?>? Observations,
    [property: JsonPropertyName("error_message")] string? ErrorMessage);

/// <param name="Date">First day of the period, <c>yyyy-MM-dd</c>.</param>
/// <param name="Value">A number as a text; <c>.</c> where there is none.</param>
internal sealed record FredObservation(
    [property: JsonPropertyName("date")] string? Date,
    [property: JsonPropertyName("value"), JsonConverter(typeof(ScalarText))] string? Value);

[JsonSerializable(typeof(FredObservations))]
[JsonSerializable(typeof(FredSeriesList))]
internal sealed partial class FredJson : JsonSerializerContext;
