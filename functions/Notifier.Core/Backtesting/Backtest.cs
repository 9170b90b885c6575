using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Backtesting;

/// <summary>Replays one rule over one series' whole history through the machines that production runs: every transition is listed, also the old ones.</summary>
public static class Backtest
{
    /// <param name="others">The series that the rule names besides its own.</param>
    public static BacktestResult Run(Rule rule, Series series, History history, EntryLog entries, OtherSeries? others = null)
    {
        var (numbers, ladder) = (0, new Ladder(rule, null));
        var recorder = new EpisodeRecorder(EpisodeState.None, () => ++numbers);
        var states = new List<BacktestState>(history.Count);
        Moment? last = null;
        foreach (var moment in new Timeline(rule, series, history, entries, others).Observations(0, history.Count, null))
        {
            ladder.Step(moment);
            last = moment;
            var (told, now) = (recorder.Episode.Told, ladder.Severity);
            if (EpisodeRecorder.Change(told, now) is { } kind)
                recorder.Record(kind, now, LadderReason.Of(rule, kind, told, now, moment), moment.At, moment.Newest.Value);
            states.Add(new(moment.At, ladder.Phase, ladder.Shown, ladder.Unknown, moment.At > moment.Newest.Period));
        }

        return new(rule, series, [.. recorder.Recorded.Select(recorded => recorded.Transition)], states) { UnknownAtEnd = last is { } newest ? Unknown(rule, newest) : [] };
    }

    private static List<UnknownRung> Unknown(Rule rule, Moment newest) =>
    [
        .. rule.Ladder.Select(rung => new UnknownRung(rung.Severity, ConditionEvaluation.Explain(rung.When, newest))).Where(rung => rung.Evaluation.Outcome.IsUnknown()),
    ];
}
