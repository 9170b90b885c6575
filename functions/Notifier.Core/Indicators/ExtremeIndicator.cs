using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>
/// What <c>drawdown</c> and <c>runup</c> share: the newest value relative to the highest or lowest value of a window or of all
/// time. Over <c>all</c> the extremes of observations that the bounded window no longer holds count too (<see cref="History.Dropped"/>).
/// </summary>
public abstract class ExtremeIndicator(Window window) : Indicator
{
    protected Window Window { get; } = window;

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override Window? Reach => Window;

    public override Reading Read(in Moment moment)
    {
        if (moment.IsEmpty)
            return Reading.NoObservation;
        var basis = Window.Kind == WindowKind.All
            ? Chosen(moment.History.ExtremesUpTo(moment.Index))
            : Furthest(moment);
        return basis.Value > 0
            ? Reading.Of(moment.Newest.Value / basis.Value - 1, basis)
            : Reading.NoData(Unusable(WindowWords.Basis(basis, moment.Series)));
    }

    protected abstract Phrase Noun { get; }

    protected abstract bool IsBeyond(double value, double extreme);

    protected abstract Observation Chosen((Observation Highest, Observation Lowest) extremes);

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge) = (NumberText.Percent(reading.Number, limit), NumberText.PercentLimit(limit));
        var (english, chinese) = WindowWords.Basis(reading.Basis, moment.Series);
        return new(
            $"{number} from the {WindowWords.Adjective(Window)} {Noun.English} {english}, limit {edge}",
            $"较{WindowWords.Span(Window).Chinese}{Noun.Chinese}{chinese}{NumberText.Moved(number)}，阈值{edge}");
    }

    private Phrase Unusable(Phrase basis) => new($"the {Noun.English} {basis.English} is not positive", $"{Noun.Chinese}{basis.Chinese}不为正");

    private Observation Furthest(in Moment moment)
    {
        var start = Window.Start(moment.History, moment.Index, moment.Series.Frequency);
        if (moment.Index - start < WindowExtreme.Worthwhile)
            return Furthest(moment.History.AsSpan()[start..(moment.Index + 1)]);
        var sliding = moment.History.Kept(Text, () => new WindowExtreme(highest: IsBeyond(1, 0), positive: false));
        return moment.History[sliding.Find(moment.History, start, moment.Index)];
    }

    private Observation Furthest(ReadOnlySpan<Observation> observations)
    {
        var furthest = observations[0];
        foreach (ref readonly var observation in observations)
        {
            if (IsBeyond(observation.Value, furthest.Value))
                furthest = observation;
        }

        return furthest;
    }
}
