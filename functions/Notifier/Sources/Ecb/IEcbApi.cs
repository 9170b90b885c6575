using Refit;

namespace Notifier.Sources.Ecb;

/// <summary>The data portal of the European Central Bank, as far as it is read. https://data.ecb.europa.eu/help/api/data</summary>
internal interface IEcbApi
{
    /// <summary>Reference rates of several currencies as a table.</summary>
    /// <param name="address">Of <c>/service/data/EXR/{key}</c>.</param>
    /// <param name="from"><c>yyyy-MM-dd</c>.</param>
    /// <param name="format"><c>csvdata</c>.</param>
    [Get("")]
    Task<IApiResponse<string>> RatesAsync(
        [Url] Uri address,
        [AliasAs("startPeriod")] string from,
        [AliasAs("format")] string format,
        [Header("If-None-Match")] string? etag,
        [Header("If-Modified-Since")] string? modified,
        CancellationToken cancellation);
}
