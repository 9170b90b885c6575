using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>The end of an episode whose rule or series is gone: told to those who were told that it opened.</summary>
internal static class Removal
{
    public static Phrase OfRule { get; } = new("rule removed", "规则已删除");

    public static Phrase OfSeries { get; } = new("series removed", "序列已移除");

    public static IEnumerable<Warning> Of(Phrase reason, string ruleId, RuleState state, Series series, History history)
    {
        if (state.Told is null || history.Count == 0)
            return [];
        var recorder = new EpisodeRecorder(state.Episode, static () => 0);
        var evaluation = new Evaluation(state.LastOutcome, "", [history.Last], []).Saying(reason);
        recorder.Record(TransitionKind.Resolved, null, evaluation, history.Last.Period, history.Last.Value);
        return CommitWarnings.Of(ruleId, state, series, state.Episode, recorder.Recorded);
    }
}
