using Notifier.Core.Observations;
using Notifier.Core.Rules.Expressions;

namespace Notifier.Core.Indicators;

/// <summary>
/// <c>timeto(limit, w)</c>: ln(limit / P_t) / g, the time until a limit at the logarithmic growth g over a window: in days on daily
/// and intraday series, in whole periods on coarser ones (DESIGN section 3). 0 where that growth has carried the value over the
/// limit; no data where it does not lead to the limit.
/// </summary>
public sealed class TimeToIndicator : Indicator
{
    private readonly double _limit;
    private readonly string _unit;
    private readonly Window _window;
    private readonly LogReturnIndicator _growth;

    /// <exception cref="ArgumentException">The limit is not positive.</exception>
    public TimeToIndicator(double limit, string unit, Window window)
    {
        if (limit <= 0)
            throw new ArgumentException($"no growth leads to {NumberText.Plain(limit)}: write a positive limit");
        (_limit, _unit, _window, _growth) = (limit, unit, window, new(window));
        var written = unit.Length == 0 ? NumberText.Plain(limit) : $"{NumberText.Plain(limit)} {UnitText.Format(unit, static word => IndicatorCatalog.Find(word) is not null)}";
        Text = $"timeto({written}, {window})";
    }

    internal static IndicatorSyntax Syntax { get; } = new(
        "timeto",
        [new IndicatorParameter("limit", ArgumentKind.Limit), new IndicatorParameter("window", ArgumentKind.Window)],
        static arguments => new TimeToIndicator(arguments[0].Number, arguments[0].Word, arguments[1].Window),
        "time until a limit is reached at the growth of the window",
        "timeto(500000, 90d) <= 60d");

    public override string Text { get; }

    public override IndicatorUnit Unit => IndicatorUnit.Days;

    public override Window? Reach => _window;

    public override double NeededShare => 1;

    public override IEnumerable<string> NamedUnits => _unit.Length > 0 ? [_unit] : [];

    public override Reading Read(in Moment moment)
    {
        var growth = _growth.Read(moment);
        if (growth.Status != ReadingStatus.Value)
            return growth;
        if (_unit.Length > 0 && moment.Series.Unit.Length > 0 && _unit != moment.Series.Unit)
            return Reading.Error(
                $"the series is in {moment.Series.Unit}, not {_unit}: units are never converted silently",
                $"序列以{moment.Series.Unit}计，而非{_unit}：不作隐含换算");
        var left = Math.Log(_limit / moment.Newest.Value);
        return left == 0 || Carried(growth, left) ? Reading.Of(0, growth.Basis)
            : growth.Number * left > 0 ? Reading.Of(left / Pace(growth, moment), growth.Basis)
            : Reading.NoData(Away(NumberText.Value(moment.Newest.Value, moment.Series.Unit), NumberText.Value(_limit, moment.Series.Unit)));
    }

    /// <summary>
    /// Between which times 80 % of the arrivals lie (10 % to 90 %), if the mean of the one-period log returns in the window is as
    /// uncertain as their scatter says.
    /// </summary>
    /// <returns>Null where there is no time, or fewer than two returns.</returns>
    public ArrivalBand? Band(in Moment moment)
    {
        var reading = Read(moment);
        if (reading is not { Status: ReadingStatus.Value, Number: > 0 })
            return null;
        var returns = Returns(moment, reading.Basis!.Value);
        var elapsed = Elapsed(reading.Basis!.Value, moment);
        var left = Math.Log(_limit / moment.Newest.Value);
        return ArrivalBand.Of(left, returns.Sum() / elapsed, returns, elapsed);
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var goal = NumberText.Value(_limit, moment.Series.Unit);
        if (reading.Number == 0)
            return new($"{goal} is reached, limit {limitText}", $"已达到{goal}，阈值{limitText}");
        var (number, unit, span) = (NumberText.Significant(reading.Number, limit), PeriodWords.Of(moment.Series.Frequency), WindowWords.Span(_window));
        var (english, chinese) = Band(moment)?.Said(static number => NumberText.Significant(number, double.NaN)) ?? Phrase.Same("");
        return new(
            $"at the pace of {span.English} {goal} in about {number} {unit.English}{english}, limit {limitText}",
            $"按{span.Chinese}内的速度约{number}{unit.Chinese}后达到{goal}{chinese}，阈值{limitText}");
    }

    private static Phrase Away(string value, string goal) => new($"{value} is not approaching {goal}", $"{value}未趋向{goal}");

    internal override double NumberOf(TimeSpan duration, Frequency frequency) =>
        frequency.CountsPeriods() ? frequency.Periods(duration) : duration.TotalDays;

    /// <summary>Whether the limit lies between the value one window ago and the newest one.</summary>
    private bool Carried(in Reading growth, double left) => Math.Log(_limit / growth.Basis!.Value.Value) * growth.Number > 0 && left * growth.Number < 0;

    /// <summary>Logarithmic growth per day or period.</summary>
    private double Pace(in Reading growth, in Moment moment) => growth.Number / Elapsed(growth.Basis!.Value, moment);

    private double Elapsed(Observation basis, in Moment moment) =>
        !moment.Series.Frequency.CountsPeriods() ? (moment.Newest.Period - basis.Period).TotalDays
        : _window.Kind == WindowKind.Count ? _window.Count
        : moment.Series.Frequency.Periods(_window.Duration);

    /// <summary>One-period log returns from the basis to the newest observation; values that are not positive are passed over.</summary>
    private static List<double> Returns(in Moment moment, Observation basis)
    {
        var (returns, before) = (new List<double>(), basis.Value);
        for (var index = moment.History.IndexAtOrBefore(basis.Period) + 1; index <= moment.Index; index++)
        {
            if (moment.History[index].Value is > 0 and var value)
            {
                returns.Add(Math.Log(value / before));
                before = value;
            }
        }

        return returns;
    }
}
