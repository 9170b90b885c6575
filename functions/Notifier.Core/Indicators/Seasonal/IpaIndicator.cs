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
            : !run.Grows ? Reading.NoData("no growth over 3 and 12 months: a month is missing or its price is not positive")
            : run.YearsOf(month) < IpaRun.Years ? Reading.NoData($"only {run.YearsOf(month)} earlier years have this month: {IpaRun.Years} are needed")
            : Reading.NoData("this month grew alike in all earlier years: there is no deviation to measure by");
    }

    public override string Describe(in Reading reading, in Moment moment, double limit, string limitText) => Sentence(reading.Number, limit, limitText);

    internal static string Sentence(double number, double limit, string limitText) =>
        $"growth {NumberText.Significant(number, limit)} deviations from that of the same month in other years (IPA: {Class(number)}), limit {limitText}";

    private static string Class(double number) => number switch
    {
        >= 1 => "abnormally high",
        >= 0.5 => "moderately high",
        > -0.5 => "normal",
        > -1 => "moderately low",
        _ => "abnormally low",
    };
}
