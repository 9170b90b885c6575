using Notifier.Core.Entries;
using Notifier.Core.Entries.Texts;
using Notifier.Core.Observations;
using Notifier.Sources.Feed;
using Notifier.Sources.Http;

namespace Notifier.Sources.Items;

/// <summary>Makes entries of the items of one poll, as the <see cref="EntryFields"/> of the definition say.</summary>
/// <typeparam name="T">What an item is: an element of HTML, a value of JSON.</typeparam>
internal sealed class EntryReader<T>
{
    private const int MostInList = 50;

    private readonly SourceDefinition _definition;
    private readonly Dictionary<string, Field<T>> _fields;
    private readonly TimeZoneInfo _zone;
    private readonly DateTimeOffset _now;
    private readonly List<Entry> _entries = [];
    private Uri? _base;

    /// <param name="place">How the kind compiles a place; the definition was checked.</param>
    public EntryReader(SourceDefinition definition, Func<string, (Func<T, IEnumerable<string>>? Find, string? Problem)> place, DateTimeOffset now)
    {
        (_definition, _now) = (definition, now);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(definition.Zone);
        _fields = EntryMapping.Parts(definition.Entries!).ToDictionary(part => part.Name, part => Field<T>.Read(part.Text, place).Field!);
    }

    /// <summary>Rows that have neither a title nor a link: lines between others, sold places, the end of a list.</summary>
    public int Skipped { get; private set; }

    /// <summary>Of the entries, how many have a date that could be read.</summary>
    public int Dated { get; private set; }

    /// <summary>When the oldest was published that has a date; null where none has.</summary>
    public Period? Oldest { get; private set; }

    /// <param name="address">What relative links are of, unless the definition names another.</param>
    /// <param name="secrets">Taken out of every text.</param>
    public void Add(IEnumerable<T> items, Uri address, UsedSecrets? secrets)
    {
        _base = _definition.Entries!.Base is { } own ? new Uri(own) : address;
        foreach (var item in items)
        {
            if (Read(item, text => secrets is null ? text : secrets.Hide(text)) is { } entry)
                _entries.Add(entry);
            else
                Skipped++;
        }
    }

    /// <returns>The reading, or why there is none.</returns>
    public SourceReading Build(SourceCursor before, SourceCursor next, string host)
    {
        var entries = EntryLimits.Distinct(_entries);
        if (entries.Count == 0 && Skipped > 0)
            return SourceReading.Failed(before, new(SourceFailureReason.NotTheFormat, FormattableString.Invariant($"{host}: none of {Skipped} items has a title or a link: check 'title' and 'link' of 'entries'")));
        if (entries.Count < _definition.ExpectMinItems)
            return SourceReading.Failed(before, new(SourceFailureReason.Empty, FormattableString.Invariant($"{host}: {entries.Count} items where at least {_definition.ExpectMinItems} are expected")));
        if (entries.Count > 0 && Dated == 0 && _fields.ContainsKey("date"))
            return SourceReading.Failed(before, new(SourceFailureReason.NotTheFormat, FormattableString.Invariant($"{host}: none of {entries.Count} items has a date that can be read: check 'date' of 'entries'")));
        var newest = Dated > 0 ? entries.Select(entry => (Period?)entry.Published).Max() : null;
        return new(next with { LastPeriod = newest ?? before.LastPeriod }, [], entries) { Skipped = Skipped };
    }

    private Entry? Read(T item, Func<string, string> hide)
    {
        var title = Text(item, "title");
        var link = FeedText.Link(Field(item, "link"), _base);
        if (title is null && link is null)
            return null;
        var (published, updated) = (Date(item, "date"), Date(item, "updated"));
        Note(published ?? updated);
        var id = Text(item, "id") ?? link ?? EntryLimits.Hash($"{title}\n{Field(item, "date")}");
        return new(
            _definition.Id,
            EntryLimits.ShortId(hide(id)),
            TextCut.At(hide(title ?? ""), EntryLimits.Title),
            link is null ? null : hide(link),
            TextCut.At(hide(Text(item, "summary") ?? ""), EntryLimits.Summary),
            TextCut.At(hide(Text(item, "content") ?? ""), EntryLimits.Content),
            published ?? updated ?? Period.From(_now),
            updated == published ? null : updated,
            [.. List(item, "authors").Select(hide)],
            [.. List(item, "stage").Concat(List(item, "categories")).Distinct().Take(MostInList).Select(hide)]);
    }

    private void Note(Period? date)
    {
        if (date is null)
            return;
        Dated++;
        Oldest = Oldest < date ? Oldest : date;
    }

    private string? Field(T item, string name) => _fields.GetValueOrDefault(name)?.First(item);

    private string? Text(T item, string name) => FeedText.OfHtml(Field(item, name));

    private IEnumerable<string> List(T item, string name) => (_fields.GetValueOrDefault(name)?.All(item) ?? []).Select(FeedText.OfHtml).OfType<string>().Distinct().Take(MostInList);

    private Period? Date(T item, string name) => _fields.GetValueOrDefault(name)?.First(item, text => ItemDate.Read(text, _zone));
}
