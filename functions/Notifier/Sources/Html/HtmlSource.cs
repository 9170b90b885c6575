using Notifier.Sources.Http;

namespace Notifier.Sources.Html;

/// <summary>
/// Kind <c>html</c>: <c>items</c> is the CSS selector of the items of a page; the fields of an entry, or <c>date</c> and <c>value</c>
/// of a series, are places within an item as <see cref="HtmlField"/> reads them.
/// </summary>
internal sealed class HtmlSource(SourceHttp http, TimeProvider time) : ISource
{
    public const string Accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5";

    public string Kind => "html";

    public bool BringsEntries => true;

    public bool BringsEntriesBy(SourceDefinition definition) => definition.Entries is not null;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => HtmlItems.Check(definition).Concat(SourceAddress.Check(definition));

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var answer = await http.GetAsync(definition, cursor, Accept, cancellation);
        if (answer.Failure is { } failure)
            return SourceReading.Failed(cursor, failure);
        if (answer.NotModified)
            return SourceReading.Unchanged(cursor);
        var html = answer.Text;
        return await HtmlPage.UseAsync(
            html,
            SourceAddress.Unfilled(definition),
            page => HtmlItems.Read(definition, page, html, answer, cursor, time.GetUtcNow()),
            problem => SourceReading.Failed(cursor, HtmlPage.Refused(answer.Host, problem)),
            cancellation);
    }
}
