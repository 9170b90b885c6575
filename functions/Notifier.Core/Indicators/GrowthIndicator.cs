using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>
/// What <c>change(w)</c> and <c>logreturn(w)</c> share: the newest value measured against the last positive observation at or
/// before t − w, not older than t − 1.25 w; on weekly and coarser series against the one exactly that many periods back.
/// </summary>
public abstract class GrowthIndicator(Window window) : Indicator
{
    protected Window Window { get; } = window;

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override Window? Reach => Window;

    public override double NeededShare => 1;

    public override Reading Read(in Moment moment)
    {
        if (moment.IsEmpty)
            return Reading.NoObservation;
        var index = Window.Base(moment.History, moment.Index, moment.Series.Frequency, moment.Series.TradingDays);
        return index >= 0 ? Measure(moment.Newest, moment.History[index], moment.Series)
            : Window.IsReached(moment.History, moment.Index, moment.Series.Frequency, NeededShare) ? Reading.NoData(Missing(moment))
            : Reading.InsufficientHistory(Window.ReachedFrom(moment.History[0].Period, moment.Series.Frequency, NeededShare));
    }

    protected abstract Reading Measure(Observation newest, Observation basis, Series series);

    /// <summary><c> in 90 days from 44,000 CNY/t (2020-08-01)</c>, <c>（2020-08-01为44,000 CNY/t）</c></summary>
    protected Phrase From(in Reading reading, in Moment moment) => new(
        $" in {WindowWords.Span(Window).English} from {WindowWords.Basis(reading.Basis, moment.Series).English}",
        $"（{reading.Basis!.Value.Period}为{NumberText.Value(reading.Basis.Value.Value, moment.Series.Unit)}）");

    private Phrase Missing(in Moment moment)
    {
        if (Window.Kind == WindowKind.Count)
            return new($"the value {Window} observations back is not positive", $"{Window}期前的数值不为正");
        var (at, frequency) = (moment.Newest.Period, moment.Series.Frequency);
        var oldest = Window.OldestBaseEdge(at, frequency, moment.Series.TradingDays).Add(TimeSpan.FromTicks(1));
        var (from, to) = (WindowWords.Day(oldest), WindowWords.Day(Window.Edge(at, frequency)));
        return new($"no positive value between {from} and {to} to compare with", $"{from}至{to}之间没有可比的正值");
    }
}
