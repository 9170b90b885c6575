using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>
/// <c>gap(other, w)</c>: the logarithmic growth over a window minus that of another series over the same window, measured from the
/// other's own observations: how far a price deviates from demand, or demand from supply (DESIGN section 3).
/// </summary>
public sealed class GapIndicator(string other, Window window) : OtherIndicator(other)
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "gap",
        [Parameter, new IndicatorParameter("window", ArgumentKind.Window)],
        static arguments => new GapIndicator(arguments[0].Word, arguments[1].Window),
        "logarithmic growth minus that of another series",
        "gap(ev-sales, 365d) >= 0.5");

    private readonly LogReturnIndicator _growth = new(window);

    public override string Text { get; } = $"gap({SeriesName.Of(other)}, {window})";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override Window? Reach => window;

    public override double NeededShare => 1;

    protected override Reading Measure(in Moment ours, in Moment theirs)
    {
        var growth = _growth.Read(ours);
        if (growth.Status != ReadingStatus.Value)
            return growth;
        var demand = _growth.Read(theirs);
        return demand.Status switch
        {
            ReadingStatus.Value => Reading.Of(growth.Number - demand.Number, growth.Basis) with
            {
                Cited = [theirs.Series.Citation(demand.Basis!.Value), theirs.Series.Citation(theirs.Newest)],
            },
            ReadingStatus.InsufficientHistory => demand,
            _ => demand with { Cause = new($"'{theirs.Series.Id}': {demand.Cause!.English}", $"{theirs.Series.Id}：{demand.Cause.Chinese}") },
        };
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var ours = Math.Log(moment.Newest.Value / reading.Basis!.Value.Value);
        var (number, edge) = (NumberText.Significant(reading.Number, limit), NumberText.Plain(limit));
        var (price, demand) = (NumberText.Significant(ours, 0), NumberText.Significant(ours - reading.Number, 0));
        var (span, basis, theirs) = (WindowWords.Span(window), WindowWords.Basis(reading.Basis, moment.Series), Theirs(reading, moment));
        return new(
            $"gap {number} in {span.English}: log return {price} from {basis.English} against {demand} to {theirs.English}, limit {edge}",
            $"{span.Chinese}涨幅差{number}：自{basis.Chinese}的对数收益率{price}，而{theirs.Chinese}为{demand}，阈值{edge}");
    }
}
