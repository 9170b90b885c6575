using Refit;

namespace Notifier.Sources.WorldBank;

/// <summary>The page that links to the newest Pink Sheet: there is no API. https://www.worldbank.org/en/research/commodity-markets</summary>
internal interface IWorldBankPages
{
    [Get("")]
    Task<IApiResponse<string>> PageAsync([Url] Uri address, CancellationToken cancellation);
}

/// <summary>The file itself, on another host and below another path with each release.</summary>
internal interface IWorldBankFiles
{
    [Get("")]
    Task<IApiResponse<Stream>> FileAsync([Url] Uri address, [Header("If-None-Match")] string? etag, [Header("If-Modified-Since")] string? modified, CancellationToken cancellation);
}
