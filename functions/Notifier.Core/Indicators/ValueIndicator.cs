namespace Notifier.Core.Indicators;

/// <summary><c>value</c>: the newest observation in the unit of its series.</summary>
public sealed class ValueIndicator : Indicator
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "value", [], static _ => new ValueIndicator(), "the newest observation, in the unit of its series", "value > 500000 CNY/t");

    public override string Text => "value";

    public override IndicatorUnit Unit => IndicatorUnit.Series;

    public override Reading Read(in Moment moment) =>
        moment.IsEmpty ? Reading.NoData("no observation yet") : Reading.Of(moment.Newest.Value);

    public override string Describe(in Reading reading, in Moment moment, double limit, string limitText) =>
        $"{NumberText.Value(reading.Number, moment.Series.Unit)}, limit {NumberText.Value(limit, moment.Series.Unit)}";
}
