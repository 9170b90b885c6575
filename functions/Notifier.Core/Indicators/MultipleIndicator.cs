using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>
/// <c>multiple(min|max|mean|median|first, w)</c>: the newest value divided by a statistic of the positive values in (t − w, t].
/// A value that is not positive has no multiple (WTI was −36.98 USD/bbl on 2020-04-20).
/// </summary>
public sealed class MultipleIndicator(string statistic, Window window) : Indicator
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "multiple",
        [
            new IndicatorParameter("statistic", ArgumentKind.Word, ["min", "max", "mean", "median", "first"]),
            new IndicatorParameter("window", ArgumentKind.Window),
        ],
        static arguments => new MultipleIndicator(arguments[0].Word, arguments[1].Window),
        "the newest value as a multiple of the window's lowest, highest, mean, median or first positive value",
        "multiple(min, 365d) >= 2");

    private readonly Func<ReadOnlySpan<double>, PositiveStatistic> _statistic = PositiveStatistic.Named(statistic);

    public override string Text { get; } = $"multiple({statistic}, {window})";

    /// <summary>True where it says how far the newest value has risen from the lowest one.</summary>
    internal bool IsOfLowest => statistic == "min";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override double Neutral => 1;

    public override Window? Reach => window;

    public override Reading Read(in Moment moment)
    {
        if (moment.IsEmpty)
            return Reading.NoObservation;
        var newest = moment.Newest.Value;
        if (newest <= 0)
            return Reading.NoData(NotPositive.Of(NumberText.Value(newest, moment.Series.Unit), "no multiple", "无倍数"));
        // The newest value is positive and inside the window, so the statistic exists.
        var start = window.Start(moment.History, moment.Index, moment.Series.Frequency);
        var found = Find(moment.History, start, moment.Index);
        return Reading.Of(newest / found.Value, found.Index >= 0 ? moment.History[start + found.Index] : null);
    }

    /// <summary>Windows of many values are followed along the history; of a few each is read.</summary>
    private PositiveStatistic Find(History history, int start, int end) => (statistic, end - start) switch
    {
        ("min" or "max", >= WindowExtreme.Worthwhile) => Extreme(history, start, end),
        ("median", >= WindowOrder.Worthwhile) => new(Order(history).Median(history, start, end), -1),
        ("mean", >= WindowExtreme.Worthwhile) => new(Order(history).Mean(history, start, end), -1),
        _ => _statistic(history.Values[start..(end + 1)]),
    };

    private PositiveStatistic Extreme(History history, int start, int end)
    {
        var index = history.Kept(Text, () => new WindowExtreme(statistic == "max", positive: true)).Find(history, start, end);
        return new(history.Values[index], index - start);
    }

    private WindowOrder Order(History history) => history.Kept(Text, static () => new WindowOrder());

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge) = (NumberText.Significant(reading.Number, limit), NumberText.Plain(limit));
        var (english, chinese) = reading.Basis is null
            ? Phrase.Same(NumberText.Value(Math.Round(moment.Newest.Value / reading.Number, 2), moment.Series.Unit))
            : WindowWords.Basis(reading.Basis, moment.Series);
        return new(
            $"×{number} of the {WindowWords.Adjective(window)} {Noun.English} {english}, limit ×{edge}",
            $"为{WindowWords.Span(window).Chinese}{Noun.Chinese}{chinese}的{number}倍，阈值{edge}倍");
    }

    private Phrase Noun => statistic switch
    {
        "min" => new("low", "最低价"),
        "max" => new("high", "最高价"),
        "mean" => new("mean", "均价"),
        "median" => new("median", "中位价"),
        _ => new("first value", "期初价"),
    };
}
