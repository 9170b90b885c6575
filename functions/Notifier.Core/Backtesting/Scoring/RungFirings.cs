using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>Each rung of a ladder on its own over a whole history, by the machine that production runs.</summary>
internal static class RungFirings
{
    /// <param name="others">The series that the rule names besides its own.</param>
    /// <returns>Per rung the indices of the observations at which it fires; a tick counts for the observation before it.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(Rule rule, Series series, History history, OtherSeries? others = null)
    {
        var states = rule.Ladder.Select(_ => RungState.Inactive).ToArray();
        var firing = rule.Ladder.Select(_ => new List<int>()).ToArray();
        foreach (var moment in new Timeline(rule, series, history, EntryLog.Empty, others).Observations(0, history.Count, null))
        {
            for (var rung = 0; rung < states.Length; rung++)
            {
                states[rung] = RungMachine.Step(rule.Ladder[rung], states[rung], RungMachine.Judge(rule.Ladder[rung], moment, out _), moment.At);
                if (states[rung].Phase == RungPhase.Firing && (firing[rung].Count == 0 || firing[rung][^1] < moment.Index))
                    firing[rung].Add(moment.Index);
            }
        }

        return firing;
    }
}
