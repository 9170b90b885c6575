using Notifier.Sources.Http;

namespace Notifier.Sources.NasdaqDataLink;

/// <summary>Section <c>NasdaqDataLink</c>.</summary>
internal sealed class NasdaqDataLinkOptions
{
    /// <summary>
    /// <c>NasdaqDataLink__ApiKey</c>: your key. Default empty: sources of the kind <c>nasdaq-data-link</c> then fail, and the others go on.
    /// https://data.nasdaq.com/account/profile
    /// </summary>
    [ApiKeyForm("NasdaqDataLink__ApiKey")]
    public string ApiKey { get; set; } = "";
}
