namespace Notifier.Core.Indicators;

/// <summary><c>value</c>: the newest observation in the unit of its series.</summary>
public sealed class ValueIndicator : Indicator
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "value", [], static _ => new ValueIndicator(), "the newest observation, in the unit of its series", "value > 500000 CNY/t");

    public override string Text => "value";

    public override IndicatorUnit Unit => IndicatorUnit.Series;

    public override Reading Read(in Moment moment) =>
        moment.IsEmpty ? Reading.NoObservation : Reading.Of(moment.Newest.Value);

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge) = (NumberText.Value(reading.Number, moment.Series.Unit), NumberText.Value(limit, moment.Series.Unit));
        return new($"{number}, limit {edge}", $"最新值{number}，阈值{edge}");
    }
}
