using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Seasonal;

/// <summary>
/// <c>ipa</c>: FAO's <i>Indicator of Food Price Anomalies</i> (SDG indicator 2.c.1; Baquedano 2015) as it could have been computed at
/// the time: 0.4 times the quarterly and 0.6 times the annual compound growth of the month, each in weighted standard deviations
/// from the same calendar month of at least five earlier years (<see cref="WeightedYears"/>). From 0.5 moderately high, from 1
/// abnormally high, and the same below zero. Growth to or from a price that is not positive is left out.
/// <c>ipa(full)</c> is <see cref="IpaFullIndicator"/>.
/// </summary>
internal sealed class IpaIndicator : RunningIndicator<IpaRun>
{
    // The annual growth needs a year, and five earlier years of it.
    private const int Months = 12 + (12 * IpaRun.Years);

    internal static IndicatorSyntax Syntax { get; } = new(
        "ipa",
        [new IndicatorParameter("form", ArgumentKind.Word, ["full"], Default: new(ArgumentKind.Word))],
        static arguments => arguments[0].Word == "full" ? new IpaFullIndicator() : new IpaIndicator(),
        "growth against the same month of earlier years in deviations, as the FAO judges it; on monthly series",
        "ipa >= 1");

    public override string Text => "ipa";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override Window? Reach => Window.All;

    public override Reading Read(in Moment moment) => MonthlySeries.Refusal(this, moment) ?? base.Read(moment);

    protected override IpaRun Begin(Series series) => new();

    protected override double Step(IpaRun run, History history, int index) => run.Next(history[index].Period.Month(), history.Values[index]);

    protected override Reading Undefined(in Moment moment)
    {
        var run = new IpaRun();
        for (var index = 0; index <= moment.Index; index++)
            Step(run, moment.History, index);
        var (first, month) = (moment.History[0].Period.Month(), moment.Newest.Period.Month());
        return month - first < Months ? MonthlySeries.TooShort(Months, moment)
            : !run.Grows ? Reading.NoData(
                "no growth over 3 and 12 months: a month is missing or its price is not positive", "无法计算3个月和12个月的涨幅：缺少某月数据或价格不为正")
            : run.YearsOf(month) < IpaRun.Years ? Reading.NoData(
                $"only {run.YearsOf(month)} earlier years have this month: {IpaRun.Years} are needed", $"往年中仅{run.YearsOf(month)}年有该月的数据：需要{IpaRun.Years}年")
            : Reading.NoData(
                "this month grew alike in all earlier years: there is no deviation to measure by", "往年该月涨幅相同：没有可供衡量的偏差");
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText) => Sentence(reading.Number, limit, limitText);

    internal static Phrase Sentence(double number, double limit, string limitText)
    {
        var (score, (english, chinese)) = (NumberText.Significant(number, limit), Class(number));
        return new(
            $"growth {score} deviations from that of the same month in other years (IPA: {english}), limit {limitText}",
            $"涨幅较其他年份同月偏离{score}个标准差（IPA：{chinese}），阈值{limitText}");
    }

    private static Phrase Class(double number) => number switch
    {
        >= 1 => new("abnormally high", "异常偏高"),
        >= 0.5 => new("moderately high", "中度偏高"),
        > -0.5 => new("normal", "正常"),
        > -1 => new("moderately low", "中度偏低"),
        _ => new("abnormally low", "异常偏低"),
    };
}
