using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Control;

/// <summary>
/// <c>madz(104, 4)</c>: the modified z-score 0.6745 (r − median) / MAD of the return over 4 observations, r = ln(P_t / P_{t−4}),
/// against those of the 104 observations before (Iglewicz and Hoaglin 1993, <i>How to Detect and Handle Outliers</i>, which takes
/// 3.5 as its limit), at least half of them defined. Where more than half of them are equal, so that the median absolute deviation
/// is 0, the mean one takes its place: (r − median) / (1.253314 · mean |r_i − median|); 0 where r is the median itself. Undefined
/// where no return varies but the newest, and where a price is not positive.
/// </summary>
internal sealed class MadzIndicator(int window, int lag) : RunningIndicator<SortedWindow>
{
    // Iglewicz and Hoaglin 1993: the third quartile of the normal distribution, and √(π / 2).
    private const double Quartile = 0.6745;
    private const double MeanFactor = 1.253314;

    internal static IndicatorSyntax Syntax { get; } = new(
        "madz",
        [new IndicatorParameter("observations", ArgumentKind.Number), new IndicatorParameter("lag", ArgumentKind.Number)],
        static arguments => new MadzIndicator(
            WholeNumber.Of(arguments[0], "the history in observations", 4),
            WholeNumber.Of(arguments[1], "the lag in observations", 1)),
        "robust z-score of the return over a lag against the median of those before it",
        "madz(104, 4) >= 3.5");

    public override string Text { get; } = $"madz({window}, {lag})";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override Window? Reach { get; } = Window.OfCount(window + lag + 1);

    public override double NeededShare { get; } = (Needed(window) + lag + 0.5) / (window + lag + 1);

    protected override SortedWindow Begin(Series series) => new(window);

    protected override SortedWindow Copy(SortedWindow run) => run.Copy();

    protected override double Step(SortedWindow run, History history, int index)
    {
        var now = LogReturn.At(history, index, lag);
        var score = run.Count < Needed(window) ? double.NaN : Score(run, now);
        run.Slide(now);
        return score;
    }

    protected override Reading Undefined(in Moment moment)
    {
        var have = LogReturn.Defined(moment.History, moment.Index - window, moment.Index, lag);
        var isDefined = !double.IsNaN(LogReturn.At(moment.History, moment.Index, lag));
        if (have < Needed(window) && moment.Index < window + lag)
            return Shortage.Of(Needed(window) - have + Math.Max(lag - moment.Index, 0), moment);
        return Reading.NoData(
            !isDefined ? NoReturn(NumberText.Plain(moment.History[moment.Index - lag].Value), NumberText.Plain(moment.Newest.Value))
            : have < Needed(window) ? ReturnScore.TooFew(have, window)
            : ReturnScore.Constant(window));
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var now = NumberText.Significant(LogReturn.At(moment.History, moment.Index, lag), double.NaN);
        var number = NumberText.Significant(reading.Number, limit);
        return new(
            $"log return {now} over {WindowWords.Counted(lag, "observation")} is {number} robust standard deviations from the median of the {window} before, limit {limitText}",
            $"{lag}期对数收益率{now}，较此前{window}期的中位数偏离{number}个稳健标准差，阈值{limitText}");
    }

    private Phrase NoReturn(string before, string now) => new(
        $"no return over {lag} observations: {before} and {now} must both be positive",
        $"无{lag}期收益率：{before}和{now}须均为正");

    private static double Score(SortedWindow before, double now)
    {
        var median = before.Median;
        var (above, spread) = (now - median, before.MedianDeviation(median));
        if (spread > LogReturn.Noise)
            return Quartile * above / spread;
        if (Math.Abs(above) <= LogReturn.Noise)
            return 0;
        var mean = before.MeanDeviation(median);
        return mean > LogReturn.Noise ? above / (MeanFactor * mean) : double.NaN;
    }

    private static int Needed(int window) => (window + 1) / 2;
}
