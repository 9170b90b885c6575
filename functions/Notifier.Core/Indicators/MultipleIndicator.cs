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

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override double Neutral => 1;

    public override Window? Reach => window;

    public override Reading Read(in Moment moment)
    {
        if (moment.IsEmpty)
            return Reading.NoData("no observation yet");
        var newest = moment.Newest.Value;
        if (newest <= 0)
            return Reading.NoData($"{NumberText.Value(newest, moment.Series.Unit)} is not positive: no multiple");
        // The newest value is positive and inside the window, so the statistic exists.
        var start = window.Start(moment.History, moment.Index, moment.Series.Frequency);
        var found = Find(moment.History, start, moment.Index);
        return Reading.Of(newest / found.Value, found.Index >= 0 ? moment.History[start + found.Index] : null);
    }

    private PositiveStatistic Find(History history, int start, int end)
    {
        if (statistic is not ("min" or "max") || end - start < SlidingExtreme.Worthwhile)
            return _statistic(history.Values[start..(end + 1)]);
        var index = history.Kept(Text, () => new SlidingExtreme(statistic == "max", positive: true)).Find(history, start, end);
        return new(history.Values[index], index - start);
    }

    public override string Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var basis = reading.Basis is null
            ? $"the {statistic} {NumberText.Value(Math.Round(moment.Newest.Value / reading.Number, 2), moment.Series.Unit)} of {WindowWords.Span(window)}"
            : WindowWords.Basis(reading.Basis, moment.Series);
        return $"{NumberText.Multiple(reading.Number, limit)} of {basis}, limit ×{NumberText.Plain(limit)}";
    }
}
