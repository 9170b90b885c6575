namespace Notifier.Core.Indicators;

/// <summary><c>age</c>: days since the newest observation's period, those on which its calendar is closed left out; 0 at an observation, growing at ticks.</summary>
public sealed class AgeIndicator : Indicator
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "age", [], static _ => new AgeIndicator(), "trading days since the newest observation", "age > 3d");

    public override string Text => "age";

    public override IndicatorUnit Unit => IndicatorUnit.Days;

    public override bool ChangesWithTime => true;

    public override Reading Read(in Moment moment) => moment.IsEmpty
        ? Reading.NoData("no observation yet")
        : Reading.Of(Math.Max(0, Since(moment).TotalDays), moment.Newest);

    public override string Describe(in Reading reading, in Moment moment, double limit, string limitText) =>
        $"last observation {moment.Newest.Period}, {NumberText.Significant(reading.Number, limit)} {Days(moment)} ago, limit {NumberText.Plain(limit)} {Days(moment)}";

    private static TimeSpan Since(in Moment moment) =>
        moment.Series.TradingDays?.Between(moment.Newest.Period, moment.At) ?? moment.At - moment.Newest.Period;

    private static string Days(in Moment moment) => moment.Series.TradingDays is null ? "days" : "trading days";
}
