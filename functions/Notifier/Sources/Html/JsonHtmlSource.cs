using System.Text.Json;
using Notifier.Sources.Http;
using Notifier.Sources.Json;

namespace Notifier.Sources.Html;

/// <summary>
/// Kind <c>json+html</c>: JSON whose text at <c>html</c> is a piece of HTML, read as <see cref="HtmlSource"/> reads a page. Where
/// <c>script</c> selects an element of the page at <c>url</c>, that element's attributes say what to ask (<see cref="HtmlScript"/>).
/// </summary>
internal sealed class JsonHtmlSource(SourceHttp http, TimeProvider time) : ISource
{
    private const string Standard = "$.data.html";

    public string Kind => "json+html";

    public bool BringsEntries => true;

    public bool BringsEntriesBy(SourceDefinition definition) => definition.Entries is not null;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (ItemPath.Read(definition.Html ?? Standard).Problem is { } problem)
            yield return ("/html", problem);
        if (definition.Script is { } script && HtmlField.SelectorProblem(script) is { } wrong)
            yield return ("/script", wrong);
        foreach (var found in HtmlItems.Check(definition).Concat(SourceAddress.Check(definition)))
            yield return found;
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var asked = definition;
        if (definition.Script is not null)
        {
            // The page stays as it is while the list changes: it is asked for without conditions.
            var page = await http.GetAsync(definition, SourceCursor.Start with { LastPeriod = cursor.LastPeriod }, HtmlSource.Accept, cancellation);
            var (list, wrong) = page.Failure is { } refused ? (null, refused) : await HtmlScript.FindAsync(definition, page, cancellation);
            if (list is null)
                return SourceReading.Failed(cursor, wrong!);
            asked = definition with { Url = list.AbsoluteUri };
        }

        var answer = await http.GetAsync(asked, cursor, "application/json, */*;q=0.5", cancellation);
        if (answer.Failure is { } failure)
            return SourceReading.Failed(cursor, failure);
        return answer.NotModified ? SourceReading.Unchanged(cursor) : await ReadAsync(definition, answer, cursor, cancellation);
    }

    private async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceAnswer answer, SourceCursor cursor, CancellationToken cancellation)
    {
        var (html, failure) = Fragment(definition, answer);
        if (html is null)
            return SourceReading.Failed(cursor, failure!);
        return await HtmlPage.UseAsync(
            html,
            SourceAddress.Unfilled(definition),
            page => HtmlItems.Read(definition, page, html, answer, cursor, time.GetUtcNow()),
            problem => SourceReading.Failed(cursor, HtmlPage.Refused(answer.Host, problem)),
            cancellation);
    }

    private static (string? Html, SourceFailure? Failure) Fragment(SourceDefinition definition, SourceAnswer answer)
    {
        var text = answer.Text;
        try
        {
            using var document = JsonDocument.Parse(text);
            return ItemPath.Parse(definition.Html ?? Standard)!.Find(document.RootElement) is { ValueKind: JsonValueKind.String } found && JsonField.Scalar(found) is { } html
                ? (html, null)
                : (null, ErrorBody.Find(document.RootElement, answer) ?? new(SourceFailureReason.NotTheFormat, $"{answer.Host}: there is no text at '{definition.Html ?? Standard}': check 'html'"));
        }
        catch (JsonException exception)
        {
            return (null, JsonEnd.Explain(exception, text, answer.Host));
        }
    }
}
