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
        ? Reading.NoObservation
        : Reading.Of(Math.Max(0, Since(moment).TotalDays), moment.Newest);

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge) = (NumberText.Significant(reading.Number, limit), NumberText.Plain(limit));
        var (days, chineseDays) = moment.Series.TradingDays is null ? ("days", "天") : ("trading days", "个交易日");
        return new(
            $"last observation {moment.Newest.Period}, {number} {days} ago, limit {edge} {days}",
            $"最新数据为{moment.Newest.Period}，距今{number}{chineseDays}，阈值{edge}{chineseDays}");
    }

    private static TimeSpan Since(in Moment moment) =>
        moment.Series.TradingDays?.Between(moment.Newest.Period, moment.At) ?? moment.At - moment.Newest.Period;
}
