using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>The end of an episode whose rule or series is gone: told to those who were told that it opened.</summary>
internal static class Removal
{
    public const string OfRule = "rule removed";
    public const string OfSeries = "series removed";

    public static IEnumerable<Warning> Of(string reason, string ruleId, RuleState state, Series series, History history)
    {
        if (state.Told is null || history.Count == 0)
            return [];
        var recorder = new EpisodeRecorder(state.Episode, static () => 0);
        var evaluation = new Evaluation(state.LastOutcome, reason, [history.Last], []);
        recorder.Record(TransitionKind.Resolved, null, evaluation, history.Last.Period, history.Last.Value);
        return CommitWarnings.Of(ruleId, state, series, state.Episode, recorder.Recorded);
    }
}
