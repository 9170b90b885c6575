using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Seasonal;

/// <summary>
/// <c>alps</c>: the World Food Programme's <i>Alert for Price Spikes</i> (Technical Guidance Note, April 2014) as it could have been
/// computed at the time: the price less its forecast by trend and calendar month, fitted on the levels of all months before, over
/// the standard deviation (n − 1) of that fit's residuals. Below 0.25 normal, below 1 stress, below 2 alert, else crisis. At least
/// three years of months, 70 % of them present. Levels may be zero or negative. <c>alps(full)</c> is <see cref="AlpsFullIndicator"/>.
/// </summary>
internal sealed class AlpsIndicator : RunningIndicator<AlpsRun>
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "alps",
        [new IndicatorParameter("form", ArgumentKind.Word, ["full"], Default: new(ArgumentKind.Word))],
        static arguments => arguments[0].Word == "full" ? new AlpsFullIndicator() : new AlpsIndicator(),
        "the price against its seasonal trend in residual deviations, as the World Food Programme judges it; on monthly series",
        "alps >= 1");

    public override string Text => "alps";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override Window? Reach => Window.All;

    public override Reading Read(in Moment moment) => MonthlySeries.Refusal(this, moment) ?? base.Read(moment);

    protected override AlpsRun Begin(Series series) => new();

    protected override double Step(AlpsRun run, History history, int index)
    {
        run.Take(history[index].Period.Month(), history.Values[index]);
        return run.Score();
    }

    protected override Reading Undefined(in Moment moment)
    {
        var run = new AlpsRun();
        for (var index = 0; index <= moment.Index; index++)
            run.Take(moment.History[index].Period.Month(), moment.History.Values[index]);
        var span = moment.Newest.Period.Month() - run.First!.Value;
        return span < AlpsRun.Months ? MonthlySeries.TooShort(AlpsRun.Months, moment)
            : !AlpsRun.IsEnough(span, run.Trend.Count) ? Reading.NoData(
                $"only {run.Trend.Count} of the {span} months before are there: 70% are needed", $"此前{span}个月中仅有{run.Trend.Count}个月的数据：需要70%")
            : !run.Trend.Knows(moment.Newest.Period.Month() % 12) ? Reading.NoData("no earlier year has this month", "往年没有该月的数据")
            : Reading.NoData(
                "the months before lie exactly on their seasonal trend: there is no deviation to measure by", "此前各月恰好落在季节性趋势上：没有可供衡量的偏差");
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText) => Sentence(reading.Number, limit, limitText);

    internal static Phrase Sentence(double number, double limit, string limitText)
    {
        var (score, (english, chinese)) = (NumberText.Significant(number, limit), Class(number));
        return new(
            $"{score} residual deviations from the seasonal trend (ALPS: {english}), limit {limitText}",
            $"较季节性趋势偏离{score}个残差标准差（ALPS：{chinese}），阈值{limitText}");
    }

    private static Phrase Class(double number) => number switch
    {
        < 0.25 => new("normal", "正常"),
        < 1 => new("stress", "压力"),
        < 2 => new("alert", "警戒"),
        _ => new("crisis", "危机"),
    };
}
