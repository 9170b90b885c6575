using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Indicators;

/// <summary><c>count('words', w)</c>: entries published in (t − w, t] that mention one of the words; their ids are cited.</summary>
public sealed class CountIndicator(string words, Window window) : Indicator
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "count",
        [new IndicatorParameter("words", ArgumentKind.Text), new IndicatorParameter("window", ArgumentKind.Window)],
        static arguments => new CountIndicator(arguments[0].Word, arguments[1].Window),
        "entries that mention one of the words ('a|b' = either) within a window of calendar time",
        "count('lithium|锂', 14d) >= 1");

    private readonly EntryWords _words = EntryWords.Parse(words);

    public override string Text { get; } = $"count({QuotedText.Quote(words)}, {window})";

    public override IndicatorUnit Unit => IndicatorUnit.Entries;

    /// <summary>Of entries, in calendar time on any frequency; a count of observations means nothing here and sees the last n entries.</summary>
    public override Window? Reach => window;

    public override bool ChangesWithTime => true;

    public override bool ReadsEntries => true;

    public override Reading Read(in Moment moment)
    {
        var hits = _words.Matching(moment.Entries);
        var end = UpTo(hits, moment.At);
        var start = window.Kind switch
        {
            WindowKind.All => 0,
            WindowKind.Count => Math.Max(0, end - window.Count),
            _ => UpTo(hits, moment.At.Back(window.Duration)),
        };
        var ids = new string[end - start];
        for (var index = start; index < end; index++)
            ids[index - start] = hits[index].Id;
        return Reading.Of(ids.Length, entries: ids);
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge, (english, chinese)) = (NumberText.Plain(reading.Number), NumberText.Plain(limit), WindowWords.Span(window));
        return new(
            $"{number} {(reading.Number == 1 ? "entry" : "entries")} on {QuotedText.Quote(words)} in {english}, limit {edge}",
            $"{words.Replace("|", "、", StringComparison.Ordinal)}相关公告{chinese}内{number}条，阈值{edge}条");
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
