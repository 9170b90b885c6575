using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Backtesting.Trials;

/// <summary>What a rule would have told of one history, and what people would have had of it.</summary>
/// <param name="Years">From the first observation to the last.</param>
/// <param name="Doublings">The surges of factor 2 in the history, each with the warnings that came before its mark.</param>
public sealed record RuleTrial(BacktestResult Result, double Years, IReadOnlyList<TrialRung> Rungs, IReadOnlyList<TrialDoubling> Doublings)
{
    private const double DaysPerYear = 365.25;

    /// <summary>What a subscription is sent by default: openings, escalations, corrections and resolutions; not easings, and no reminders.</summary>
    public int Messages => Result.Transitions.Count(transition => transition.Kind is not TransitionKind.Eased);

    public double MessagesPerYear => Messages / Years;

    public double EpisodesPerYear => Result.Summary.Episodes / Years;

    /// <summary>The rule as it stands, one looser and one stricter.</summary>
    public static (RuleTrial Own, RuleTrial Looser, RuleTrial Stricter) WithNeighbours(Rule rule, Series series, History history, OtherSeries? others = null) =>
        (Of(rule, series, history, others), Of(RuleNeighbours.Looser(rule), series, history, others), Of(RuleNeighbours.Stricter(rule), series, history, others));

    public static RuleTrial Of(Rule rule, Series series, History history, OtherSeries? others = null)
    {
        var result = Backtest.Run(rule, series, history, EntryLog.Empty, others);
        var firings = RungFirings.Of(rule, series, history, others);
        var rungs = rule.Ladder.Select((rung, at) => new TrialRung(
            rung.Severity,
            ConditionText.Format(rung.When),
            [.. AlarmTimes.Onsets(firings[at], history, series.Frequency).Select(index => history[index])])).ToList();
        var doublings = history.Count == 0 ? [] : SurgeEvents.Find(history, series.Frequency, 2);
        return new(
            result,
            history.Count == 0 ? 0 : (history.Last.Period - history[0].Period).TotalDays / DaysPerYear,
            rungs,
            [.. doublings.Select(surge => new TrialDoubling(surge, [.. rungs.Select(rung => Warned(surge, rung)).OfType<TrialLead>()]))]);
    }

    private static TrialLead? Warned(SurgeEvent surge, TrialRung rung)
    {
        foreach (var alarm in rung.Alarms)
        {
            if (surge.IsAhead(alarm.Period))
                return new(rung.Severity, alarm.Period, (surge.Mark.Period - alarm.Period).TotalDays);
        }

        return null;
    }
}

/// <summary>One rung by itself.</summary>
/// <param name="Alarms">The first firing observations after at least 60 days without one, as <c>notifier score</c> counts them.</param>
public sealed record TrialRung(Severity Severity, string When, IReadOnlyList<Observation> Alarms);

/// <param name="Leads">One per rung that warned before the mark, by its first alarm.</param>
public sealed record TrialDoubling(SurgeEvent Surge, IReadOnlyList<TrialLead> Leads);

/// <param name="Days">From the alarm to the mark.</param>
public sealed record TrialLead(Severity Severity, Period At, double Days);
