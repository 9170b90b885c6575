using AngleSharp.Css.Parser;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Notifier.Sources.Html;

/// <summary>
/// A page as a browser without scripts reads it: nothing is run, nothing is loaded. <see cref="HtmlBounds"/> says what is too large;
/// one time limit holds for all that is done with the page, and of large pages there is one at a time.
/// </summary>
internal sealed class HtmlPage : IDisposable
{
    // A page of 24,500 rows in 3.4 MB takes one to three seconds of a core; cores are shared.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Its tree takes some 30 MB.
    private const int LargePage = 512 * 1024;

    private static readonly SemaphoreSlim LargePages = new(1);

    private readonly CancellationToken _limit;
    private readonly IHtmlDocument _document;

    private HtmlPage(IHtmlDocument document, Uri address, CancellationToken limit) =>
        (_document, _limit, Base) = (document, limit, BaseOf(document, address));

    /// <summary>What relative links are of.</summary>
    public Uri Base { get; }

    /// <summary>Reads a page, and does something with it before it is forgotten.</summary>
    /// <param name="use">Given the page; what it takes counts.</param>
    /// <param name="refuse">Given why the page cannot be read: it is too large, or takes too long.</param>
    /// <param name="patience">How long both together may take; ten seconds where it is not said.</param>
    public static async Task<T> UseAsync<T>(string html, Uri address, Func<HtmlPage, T> use, Func<string, T> refuse, CancellationToken cancellation, TimeSpan? patience = null)
    {
        var longest = patience ?? Patience;
        if (HtmlBounds.Problem(html) is { } problem)
            return refuse(problem);
        var isLarge = html.Length > LargePage;
        if (isLarge)
            await LargePages.WaitAsync(cancellation);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(longest);
            using var page = new HtmlPage(await new HtmlParser().ParseDocumentAsync(html, limit.Token), address, limit.Token);
            return use(page);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return refuse(FormattableString.Invariant($"it takes more than {longest.TotalSeconds} s to be read"));
        }
        finally
        {
            if (isLarge)
                LargePages.Release();
        }
    }

    public static SourceFailure Refused(string host, string problem) => new(SourceFailureReason.TooLarge, $"{host}: the page cannot be read: {problem}");

    /// <param name="selector">As the definition has it, which was checked.</param>
    /// <exception cref="OperationCanceledException">It takes too long.</exception>
    public IReadOnlyList<HtmlItem> Select(string selector) =>
        [.. HtmlItem.Below(_document, null, new CssSelectorParser().ParseSelector(selector)!, _limit).Select(element => new HtmlItem(element, _limit))];

    public void Dispose() => _document.Dispose();

    private static Uri BaseOf(IHtmlDocument document, Uri address) =>
        document.QuerySelector("base[href]")?.GetAttribute("href") is { } own && Uri.TryCreate(address, own, out var found) && (found.Scheme == Uri.UriSchemeHttp || found.Scheme == Uri.UriSchemeHttps) ? found : address;
}
