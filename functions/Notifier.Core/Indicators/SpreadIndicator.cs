namespace Notifier.Core.Indicators;

/// <summary><c>spread(other)</c>: P − the other's value, both in one unit as far as units were declared (DESIGN section 3).</summary>
public sealed class SpreadIndicator(string other) : OtherIndicator(other)
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "spread",
        [Parameter],
        static arguments => new SpreadIndicator(arguments[0].Word),
        "the newest value minus that of another series in the same unit",
        "spread(lithium-carbonate-futures) > 20000");

    public override string Text { get; } = $"spread({SeriesName.Of(other)})";

    public override IndicatorUnit Unit => IndicatorUnit.Series;

    public override bool NeedsUnitOfOthers => true;

    protected override Reading Measure(in Moment ours, in Moment theirs) => ours.Series.Unit.Length > 0 && theirs.Series.Unit.Length > 0 && ours.Series.Unit != theirs.Series.Unit
        ? Reading.Error(
            $"'{ours.Series.Id}' is in {ours.Series.Unit}, but '{theirs.Series.Id}' in {theirs.Series.Unit}: units are never converted silently",
            $"{ours.Series.Id}以{ours.Series.Unit}计，而{theirs.Series.Id}以{theirs.Series.Unit}计：不作隐含换算")
        : Reading.Of(ours.Newest.Value - theirs.Newest.Value) with { Cited = [theirs.Series.Citation(theirs.Newest)] };

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge) = (NumberText.Value(Math.Round(reading.Number, 10), moment.Series.Unit), NumberText.Value(limit, moment.Series.Unit));
        var (english, chinese) = Theirs(reading, moment);
        return new($"{number} above {english}, limit {edge}", $"与{chinese}的价差为{number}，阈值{edge}");
    }
}
