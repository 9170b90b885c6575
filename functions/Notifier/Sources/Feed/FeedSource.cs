using System.Globalization;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Texts;
using Notifier.Core.Observations;
using Notifier.Sources.Http;
using Notifier.Sources.Items;

namespace Notifier.Sources.Feed;

/// <summary>Kind <c>feed</c>: an RSS, RDF, Atom or JSON feed; its items become entries.</summary>
internal sealed class FeedSource(SourceHttp http, TimeProvider time) : ISource
{
    private const int MostSkipped = 20;

    public string Kind => "feed";

    public bool BringsEntries => true;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (definition.Series.Count > 0)
            yield return ("/series", "a feed brings entries and has no series: leave them out");
        if (definition.Items is not null)
            yield return ("/items", "a feed has no 'items': leave it out");
        foreach (var problem in SourceAddress.Check(definition))
            yield return problem;
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var answer = await http.GetAsync(definition, cursor, "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5", cancellation);
        if (answer.Failure is { } failure)
            return SourceReading.Failed(cursor, failure);
        if (answer.NotModified)
            return SourceReading.Unchanged(cursor);
        // A source may write the key that it was asked with into its links.
        var text = answer.Secrets?.Hide(answer.Text) ?? answer.Text;
        try
        {
            var feed = FeedReader.Read(text, new Uri(Unfilled(definition.Url)), TimeZoneInfo.FindSystemTimeZoneById(definition.Zone));
            var entries = EntryLimits.Distinct(feed.Items.Select(item => Entry(definition.Id, item)).OfType<Entry>().Select(entry => Hidden(entry, answer.Secrets)));
            if (feed.Truncated)
                return new SourceReading(cursor, [], entries, Failure: BreaksOff(answer.Host, feed.Items.Count));
            return entries.Count < definition.ExpectMinItems
                ? SourceReading.Failed(cursor, new(SourceFailureReason.Empty, string.Create(CultureInfo.InvariantCulture, $"{answer.Host}: {entries.Count} items where at least {definition.ExpectMinItems} are expected")))
                : new SourceReading(answer.Cursor, [], entries) { LeftOut = LeftOut(feed) };
        }
        catch (FeedFormatException exception)
        {
            return SourceReading.Failed(cursor, WrongFormat.LooksHtml(text)
                ? WrongFormat.Explain(text, answer.Host, "a feed", "")
                : new(exception.Reason, $"{answer.Host}: {exception.Message}"));
        }
    }

    private static List<string> LeftOut(FeedDocument feed) =>
    [
        .. feed.Items.Index().Where(one => one.Item is { Published: null, Updated: null })
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"item {one.Index + 1}: {(one.Item.Date is { } date ? $"'{TextCut.At(date, 40)}' is no date that can be read" : "it has no date")}; the time of the first reading stands in its place"))
            .Take(MostSkipped),
    ];

    private static SourceFailure BreaksOff(string host, int items) => new(
        SourceFailureReason.Truncated,
        string.Create(CultureInfo.InvariantCulture, $"{host}: it breaks off {(items == 0 ? "before its first item is whole" : $"behind {items} whole items, which were read")}"));

    /// <summary>Once more, as it reads now: what hid it were escapes of the document.</summary>
    private static Entry Hidden(Entry entry, UsedSecrets? secrets) => secrets is null ? entry : entry with
    {
        Id = secrets.Hide(entry.Id),
        Title = secrets.Hide(entry.Title),
        Link = entry.Link is { } link ? secrets.Hide(link) : null,
        Summary = secrets.Hide(entry.Summary),
        Content = secrets.Hide(entry.Content),
        Authors = [.. entry.Authors.Select(secrets.Hide)],
        Categories = [.. entry.Categories.Select(secrets.Hide)],
    };

    /// <summary>Relative links must not carry the secrets of the address.</summary>
    private static string Unfilled(string url) => Template.Fill(url, static (_, _) => "").Text!;

    private Entry? Entry(string source, FeedItem item)
    {
        var (title, summary, content) = (item.Title?.Plain, item.Summary?.Plain, item.Content?.Plain);
        if (title is null && item.Link is null && summary is null && content is null)
            return null;
        var published = item.Published ?? item.Updated;
        return new(
            source,
            EntryLimits.ShortId(item.Id ?? item.Link ?? EntryLimits.Hash($"{title ?? summary ?? content}\n{item.Date}")),
            TextCut.At(title ?? "", EntryLimits.Title),
            item.Link,
            TextCut.At(summary ?? "", EntryLimits.Summary),
            TextCut.At(content ?? "", EntryLimits.Content),
            published is { } dated ? EntryLimits.Published(dated, item.Published is null ? null : item.Date) : Period.From(time.GetUtcNow()),
            item.Updated is { } updated && updated != published ? Period.From(updated) : null,
            [.. item.Authors.Select(author => author.Plain).OfType<string>().Distinct()],
            [.. item.Categories.Select(category => category.Plain).OfType<string>().Distinct()]);
    }
}
