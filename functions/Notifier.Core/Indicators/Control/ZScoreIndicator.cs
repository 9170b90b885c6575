using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Control;

/// <summary>
/// <c>zscore(52)</c>: how many standard deviations the return r = ln(P_t / P_{t−1}) lies from the mean of the 52 returns before it
/// (a Shewhart chart for single values, NIST/SEMATECH e-Handbook 6.3.2.2, its limits estimated from the past alone). At least
/// half of them must be defined; sample standard deviation; clipped to ±6. Undefined where a price that is not positive leaves
/// no return, and where the returns before do not vary.
/// </summary>
internal sealed class ZScoreIndicator(int window) : RunningIndicator<ReturnScore>
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "zscore",
        [new IndicatorParameter("observations", ArgumentKind.Number)],
        static arguments => new ZScoreIndicator(WholeNumber.Of(arguments[0], "the window in observations", 4)),
        "standard deviations of the newest return from the mean of the returns before it",
        "zscore(52) >= 3");

    public override string Text { get; } = $"zscore({window})";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override Window? Reach { get; } = ReturnScore.Reach(window);

    public override double NeededShare { get; } = ReturnScore.Share(window);

    protected override ReturnScore Begin(Series series) => new(window);

    protected override ReturnScore Copy(ReturnScore run) => run.Copy();

    protected override double Step(ReturnScore run, History history, int index) => run.Next(history.Values[index], history.Position(index));

    protected override Reading Undefined(in Moment moment) => ReturnScore.Undefined(window, moment);

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var now = NumberText.Significant(LogReturn.At(moment.History, moment.Index), double.NaN);
        var number = NumberText.Significant(reading.Number, limit);
        return new(
            $"log return {now} is {number} standard deviations from the mean of the {window} before, limit {limitText}",
            $"对数收益率{now}，较此前{window}期的均值偏离{number}个标准差，阈值{limitText}");
    }
}
