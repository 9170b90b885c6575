namespace Notifier.Core.Backtesting.Scoring;

/// <summary>The observations of a series' counted span, each with whether a doubling is marked after it within a horizon: what a signal should say on that day.</summary>
internal sealed class JudgedDays
{
    private readonly int _first;
    private readonly bool[] _ahead;

    private JudgedDays(int first, bool[] ahead) => (_first, _ahead) = (first, ahead);

    /// <param name="horizon">Days.</param>
    public static JudgedDays Of(PanelSeries series, int horizon)
    {
        var (history, span) = (series.History, AlarmTimes.Counted(series.History, series.Series.Frequency));
        var first = history.IndexAtOrBefore(span.From.Back(TimeSpan.FromTicks(1))) + 1;
        var ahead = new bool[Math.Max(0, history.IndexAtOrBefore(span.To) + 1 - first)];
        foreach (var mark in series.Doublings.Select(surge => surge.Mark.Period))
        {
            var from = history.IndexAtOrBefore(mark.Back(TimeSpan.FromDays(horizon) + TimeSpan.FromTicks(1))) + 1;
            var to = history.IndexAtOrBefore(mark.Back(TimeSpan.FromTicks(1)));
            for (var index = Math.Max(from, first); index <= to && index - first < ahead.Length; index++)
                ahead[index - first] = true;
        }

        return new(first, ahead);
    }

    /// <param name="firing">Indices of the observations at which the signal is on.</param>
    public Confusion Confusion(IReadOnlyList<int> firing)
    {
        var (hits, on) = (0, 0);
        foreach (var at in firing.Select(index => index - _first).Where(at => at >= 0 && at < _ahead.Length))
        {
            on++;
            hits += _ahead[at] ? 1 : 0;
        }

        var positives = _ahead.Count(day => day);
        return new(hits, on - hits, positives - hits, _ahead.Length - positives - (on - hits));
    }
}
