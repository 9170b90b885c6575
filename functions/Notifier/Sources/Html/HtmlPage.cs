using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Notifier.Sources.Http;

namespace Notifier.Sources.Html;

/// <summary>
/// A page as a browser without scripts reads it: nothing is run, nothing is loaded, and what takes too long is given up. Depth is
/// bounded by the parser (512 levels), bytes by the body that is read.
/// </summary>
internal sealed class HtmlPage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // What firewalls and redirects leave for people to read is shorter: "Please wait", "Loading…".
    private const int ShellText = 200;

    private readonly IHtmlDocument _document;

    private HtmlPage(IHtmlDocument document, Uri address) => (_document, Base) = (document, BaseOf(document, address));

    /// <summary>What relative links are of.</summary>
    public Uri Base { get; }

    /// <returns>Null where the page takes too long to be read: it is made to.</returns>
    public static async Task<HtmlPage?> ReadAsync(string html, Uri address, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return new(await new HtmlParser().ParseDocumentAsync(html, limit.Token), address);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public static SourceFailure TooSlow(string host) => new(SourceFailureReason.TooLarge, FormattableString.Invariant($"{host}: the page takes more than {Patience.TotalSeconds} s to be read"));

    public IReadOnlyList<IElement> Select(string selector) => [.. _document.QuerySelectorAll(selector)];

    /// <summary>Why a page without items has none, where it is no list at all; null where it may be one.</summary>
    public SourceFailure? Shell(string html, string host)
    {
        if (WrongFormat.Challenge(html, host) is { } challenge)
            return challenge;
        var text = _document.Body?.ChildNodes.Where(node => node is not IHtmlScriptElement).Sum(node => node.TextContent.Trim().Length) ?? 0;
        var scripts = string.Join('\n', _document.Scripts.Select(script => script.Text));
        var refreshes = _document.QuerySelector("meta[http-equiv=refresh i]") is not null;
        if (text > ShellText || (_document.Scripts.Length == 0 && !refreshes))
            return null;
        return refreshes || scripts.Contains("location", StringComparison.Ordinal)
            ? new(SourceFailureReason.NotTheFormat, $"{host} answered with a page that only leads to another by script: open it in a browser and write the address where it ends")
            : new(SourceFailureReason.Blocked, $"{host} answered with a page of scripts and no text: it tests for a browser, or its list is made by a script; ask its owner, or find the address that the script asks");
    }

    private static Uri BaseOf(IHtmlDocument document, Uri address) =>
        document.QuerySelector("base[href]")?.GetAttribute("href") is { } own && Uri.TryCreate(address, own, out var found) && (found.Scheme == Uri.UriSchemeHttp || found.Scheme == Uri.UriSchemeHttps) ? found : address;
}
