using System.Collections.Concurrent;
using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Bubbles;

/// <summary>
/// <c>bsadf(24, 0)</c>: the backward supremum ADF statistic of the logarithm of the price at the newest observation, over windows of at
/// least 24 observations, with 0 lagged differences (Phillips, Shi and Yu 2015, <i>Testing for Multiple Bubbles: Historical Episodes of
/// Exuberance and Collapse in the S&amp;P 500</i>). Above <see cref="CriticalIndicator"/> the price is exploding. Values that are not
/// positive are passed over, and give no number themselves; windows longer than 3,000 observations are not looked at, nor such as
/// begin before what a bounded history keeps (4,000 observations, 570 weeks of a daily series). Computed
/// where it is read: one number costs one step for each window, not the numbers before it.
/// </summary>
internal sealed class BsadfIndicator(int least, int lags) : Indicator
{
    private const int MostLags = 12;
    private const int MostLeast = 1_000;

    internal static IndicatorSyntax Syntax { get; } = new(
        "bsadf",
        [
            new IndicatorParameter("observations", ArgumentKind.Number),
            new IndicatorParameter("lags", ArgumentKind.Number, Default: new(ArgumentKind.Number, Number: 0)),
        ],
        static arguments => Create(arguments[0], arguments[1]),
        "how explosive the logarithm of the price is, as a statistic over all windows that end now",
        "bsadf(24, 0) >= critical(95%)");

    /// <summary>The fewest observations of a window.</summary>
    public int Least => least;

    public override string Text { get; } = $"bsadf({least}, {lags})";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    /// <summary>Windows begin as far back as the bound on them, or the history, allows.</summary>
    internal override Period? OldestRead(in Moment moment) => moment.History[Math.Max(0, moment.Index - BackwardSupremum.Longest + 1)].Period;

    internal override int Needed(Series series) => least;

    public override Reading Read(in Moment moment)
    {
        if (moment.IsEmpty)
            return Reading.NoObservation;
        if (moment.Newest.Value <= 0)
            return Reading.NoData(NotPositive.Of(NumberText.Value(moment.Newest.Value, moment.Series.Unit), "no logarithm", "无对数"));
        var levels = LogLevels.UpTo(moment.History, moment.Index);
        if (levels.Length < least)
            return Shortage.Of(least - levels.Length, moment);
        var number = Number(levels, moment);
        return double.IsNaN(number) ? Reading.NoData($"no window of {least} observations or more varies", $"{least}期及以上的窗口均无变动") : Reading.Of(number);
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var number = NumberText.Significant(reading.Number, limit);
        var longest = Math.Min(LogLevels.UpTo(moment.History, moment.Index).Length, BackwardSupremum.Longest);
        return new(
            $"BSADF {number} over windows of {least} to {longest} observations, limit {limitText}",
            $"{least}至{longest}期窗口的BSADF统计量为{number}，阈值{limitText}");
    }

    /// <summary>A ladder asks for the same number at every rung and again for the reason.</summary>
    private double Number(ReadOnlySpan<double> levels, in Moment moment)
    {
        var known = moment.History.Kept(Text, static () => new ConcurrentDictionary<int, double>());
        if (!known.TryGetValue(moment.Index, out var number))
            known[moment.Index] = number = BackwardSupremum.At(levels, least, lags);
        return number;
    }

    private static BsadfIndicator Create(IndicatorArgument least, IndicatorArgument lags)
    {
        var count = WholeNumber.Of(lags, "the number of lagged differences", 0, MostLags);
        return new(WholeNumber.Of(least, $"the least window, in observations, with {count} lagged differences", DickeyFuller.LeastLevels(count), MostLeast), count);
    }
}
