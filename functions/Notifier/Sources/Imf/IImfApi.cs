using Refit;

namespace Notifier.Sources.Imf;

/// <summary>The data API of the International Monetary Fund, as far as it is read (SDMX 2.1). https://data.imf.org/en/Resource-Pages/IMF-API</summary>
internal interface IImfApi
{
    /// <summary>Observations of several series as a table.</summary>
    /// <param name="address">Of <c>/data/IMF.RES,PCPS/{key}</c>.</param>
    /// <param name="from"><c>yyyy-MM</c>; the service does not always keep to it. Null from the beginning.</param>
    [Get("")]
    [Headers("Accept: application/vnd.sdmx.data+csv;version=1.0.0")]
    Task<IApiResponse<string>> PricesAsync(
        [Url] Uri address,
        [AliasAs("startPeriod")] string? from,
        [Header("If-None-Match")] string? etag,
        [Header("If-Modified-Since")] string? modified,
        CancellationToken cancellation);
}
