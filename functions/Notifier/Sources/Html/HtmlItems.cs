using System.Globalization;
using Notifier.Sources.Http;
using Notifier.Sources.Items;

namespace Notifier.Sources.Html;

/// <summary>What the elements of a page say: entries or observations, as the definition maps them.</summary>
internal static class HtmlItems
{
    /// <summary>What is wrong with a definition of either kind of HTML, as (JSON pointer, message).</summary>
    public static IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (definition.Items is null)
            yield return ("/items", "'items' is missing: the CSS selector of the items, for example ul.list li:has(a)");
        else if (HtmlField.SelectorProblem(definition.Items) is { } wrong)
            yield return ("/items", wrong);
        if (definition.Next is not null)
            yield return ("/next", $"the kind '{definition.Kind}' reads one page: leave it out");
        foreach (var problem in EntryMapping.Check(definition, HtmlField.Problem))
            yield return problem;
    }

    /// <param name="html">Of the page, to be told from that of a firewall.</param>
    public static SourceReading Read(SourceDefinition definition, HtmlPage page, string html, SourceAnswer answer, SourceCursor cursor, DateTimeOffset now)
    {
        var items = page.Select(definition.Items!);
        var reading = items.Count == 0
            ? SourceReading.Failed(cursor, new(SourceFailureReason.Empty, $"{answer.Host}: the page has no '{definition.Items}': its layout was changed, or 'items' is wrong"))
            : definition.Entries is null ? Values(definition, items, answer, cursor) : Entries(definition, page, items, answer, cursor, now);
        // A firewall's page may have paragraphs too; that of a list is not asked.
        return reading.Failure is { Reason: SourceFailureReason.Empty or SourceFailureReason.NotTheFormat } && FirewallPage.Explain(html, answer.Host) is { } refused
            ? SourceReading.Failed(cursor, refused)
            : reading;
    }

    private static SourceReading Entries(SourceDefinition definition, HtmlPage page, IReadOnlyList<HtmlItem> items, SourceAnswer answer, SourceCursor cursor, DateTimeOffset now)
    {
        var reader = new EntryReader<HtmlItem>(definition, HtmlField.Place, now);
        reader.Add(items, page.Base, answer.Secrets);
        return reader.Build(cursor, answer.Cursor, answer.Host);
    }

    private static SourceReading Values(SourceDefinition definition, IReadOnlyList<HtmlItem> items, SourceAnswer answer, SourceCursor cursor)
    {
        var found = new ReadingBuilder(definition, answer.Quote);
        foreach (var series in definition.Series)
        {
            var (date, value) = (HtmlField.Read(series.Date!).Field!, HtmlField.Read(series.Value!).Field!);
            for (var index = 0; index < items.Count; index++)
            {
                var number = index + 1;
                found.Add(series, date.First(items[index]), value.First(items[index]), () => string.Create(CultureInfo.InvariantCulture, $"item {number}"));
            }
        }

        var (reading, failure) = found.Build(answer.Cursor, items.Count, answer.Host);
        return reading ?? SourceReading.Failed(cursor, failure!);
    }
}
