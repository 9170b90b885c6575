using System.Text;
using System.Text.Json;
using Notifier.Sources.Http;
using Notifier.Sources.Json;

namespace Notifier.Sources.Html;

/// <summary>
/// The request that a script of a page would make, read from the script's attributes: <c>url</c>, and <c>querydata</c>, an object
/// in single quotes. So the content system of Hanweb (MIIT, MOHURD, SAMR and others) loads its lists.
/// </summary>
internal static class HtmlScript
{
    public static Task<(Uri? List, SourceFailure? Failure)> FindAsync(SourceDefinition definition, SourceAnswer answer, CancellationToken cancellation)
    {
        var (html, address) = (answer.Text, SourceAddress.Unfilled(definition));
        return HtmlPage.UseAsync(html, address, page => Find(definition, page, html, address, answer.Host), problem => (null, HtmlPage.Refused(answer.Host, problem)), cancellation);
    }

    private static (Uri? List, SourceFailure? Failure) Find(SourceDefinition definition, HtmlPage page, string html, Uri address, string host)
    {
        var element = page.Select(definition.Script!).Select(script => script.Element).FirstOrDefault(script => script.HasAttribute("url"));
        if (element is null)
            return (null, FirewallPage.Explain(html, host) ?? new(SourceFailureReason.NotTheFormat, $"{host}: the page has no '{definition.Script}' with an attribute 'url': its layout was changed, or 'script' is wrong"));
        if (!Uri.TryCreate(page.Base, element.GetAttribute("url"), out var url) || (url.Scheme, url.Authority) != (address.Scheme, address.Authority))
            return (null, new(SourceFailureReason.NotTheFormat, $"{host}: the script asks another host, which is not followed: write the address of the list as 'url'"));
        return Query(element.GetAttribute("querydata") ?? "{}") is { } query
            ? (new UriBuilder(url) { Query = Joined(url.Query, query) }.Uri, null)
            : (null, new(SourceFailureReason.NotTheFormat, $"{host}: the attribute 'querydata' of the script cannot be read"));
    }

    private static string Joined(string before, string query) => string.Join('&', new[] { before.TrimStart('?'), query }.Where(part => part.Length > 0));

    /// <returns>Null where it is no object.</returns>
    private static string? Query(string data)
    {
        try
        {
            using var document = JsonDocument.Parse(data.Replace('\'', '"'));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var query = new StringBuilder();
            foreach (var member in document.RootElement.EnumerateObject())
                query.Append(query.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(member.Name)).Append('=').Append(Uri.EscapeDataString(JsonField.Scalar(member.Value) ?? ""));
            return query.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
