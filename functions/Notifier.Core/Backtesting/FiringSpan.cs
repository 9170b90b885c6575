using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Backtesting;

/// <summary>A stretch of a backtest at one severity.</summary>
/// <param name="Episode">Counts from 1; the stretches of one episode follow each other.</param>
/// <param name="To">The first observation at which it is over; null where the history ends before.</param>
public sealed record FiringSpan(int Episode, Period From, Period? To, Severity Severity)
{
    public static IEnumerable<FiringSpan> Of(IReadOnlyList<BacktestState> states)
    {
        var episode = 0;
        for (var from = 0; from < states.Count;)
        {
            var to = from + 1;
            while (to < states.Count && Firing(states[to]) == Firing(states[from]))
                to++;
            if (Firing(states[from]) is { } severity)
            {
                if (from == 0 || Firing(states[from - 1]) is null)
                    episode++;
                yield return new(episode, states[from].At, to < states.Count ? states[to].At : null, severity);
            }

            from = to;
        }
    }

    private static Severity? Firing(BacktestState state) => state.Phase == RungPhase.Firing ? state.Severity : null;
}
