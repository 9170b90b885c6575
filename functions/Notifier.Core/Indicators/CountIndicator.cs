using Notifier.Core.Entries;
using Notifier.Core.Entries.Texts;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Indicators;

/// <summary>
/// <c>count(topic, w)</c>: entries published in (t − w, t] that are about a topic; <c>count('words', w)</c>: that mention one of the
/// words. An observation of a day, a week or a month stands for it to its end: what was published on its last day is seen, and
/// w ends with that day. Their ids are cited, and the title of the newest.
/// </summary>
public sealed class CountIndicator : Indicator
{
    private const int LongestTitle = 60;

    private readonly EntrySubject _subject;
    private readonly Window _window;

    private CountIndicator(EntrySubject subject, Window window) =>
        (_subject, _window, Text) = (subject, window, $"count({subject.Text}, {window})");

    internal static IndicatorSyntax Syntax { get; } = new(
        "count",
        [new IndicatorParameter("topic", ArgumentKind.Topic), new IndicatorParameter("window", ArgumentKind.Window)],
        static arguments => new CountIndicator(
            arguments[0].Kind == ArgumentKind.Topic ? EntrySubject.Topic(arguments[0].Word) : EntrySubject.Words(arguments[0].Word), arguments[1].Window),
        "entries about a topic (power_battery), or that mention one of the words ('a|b' = either), within a window of calendar time",
        "count(resource_security, 14d) >= 1");

    public override string Text { get; }

    public override IndicatorUnit Unit => IndicatorUnit.Entries;

    /// <summary>Of entries, in calendar time on any frequency; a count of observations means nothing here and sees the last n entries.</summary>
    public override Window? Reach => _window;

    public override bool ChangesWithTime => true;

    public override bool ReadsEntries => true;

    public override Reading Read(in Moment moment)
    {
        var hits = _subject.Matching(moment.Entries);
        var until = End(moment);
        var end = UpTo(hits, until);
        var start = _window.Kind switch
        {
            WindowKind.All => 0,
            WindowKind.Count => Math.Max(0, end - _window.Count),
            _ => UpTo(hits, until.Back(_window.Duration)),
        };
        // Ministry, gazette and press are one announcement.
        var ids = hits.Take(start..end).DistinctBy(entry => entry.Measure).Select(entry => entry.Id).ToArray();
        return Reading.Of(ids.Length, entries: ids);
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge, (english, chinese)) = (NumberText.Plain(reading.Number), NumberText.Plain(limit), WindowWords.Span(_window));
        var newest = Newest(moment);
        return new(
            $"{number} {(reading.Number == 1 ? "entry" : "entries")} on {_subject.Name.English} in {english}{(newest is null ? "" : $", the newest “{newest}”")}, limit {edge}",
            $"{_subject.Name.Chinese}相关公告{chinese}内{number}条{(newest is null ? "" : $"，最新一条“{newest}”")}，阈值{edge}条");
    }

    /// <summary>Whether an entry is of those that are counted, whenever it was published.</summary>
    public bool Counts(Entry entry) => _subject.IsOf(entry);

    /// <summary>A tick on the day of the newest observation sees what that has seen.</summary>
    private static Period End(in Moment moment)
    {
        if (moment.IsEmpty || moment.Series.Frequency == Frequency.Intraday || moment.Newest.Period is var newest && newest.Utc.TimeOfDay != TimeSpan.Zero)
            return moment.At;
        var end = newest.Add(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        return end > moment.At ? end : moment.At;
    }

    /// <summary>The title of the newest entry counted: what makes a number a reason.</summary>
    private string? Newest(in Moment moment)
    {
        var hits = _subject.Matching(moment.Entries);
        var until = End(moment);
        var end = UpTo(hits, until);
        if (end == 0 || (_window.Kind == WindowKind.Duration && hits[end - 1].Published <= until.Back(_window.Duration)))
            return null;
        var title = hits[end - 1].Title;
        return TextCut.Short(title, LongestTitle);
    }

    /// <summary>How many of the entries, in order of publication, were published at or before a time.</summary>
    private static int UpTo(IReadOnlyList<Entry> entries, Period time)
    {
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (entries[middle].Published <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
