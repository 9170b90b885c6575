using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>
/// What to tell of the transitions of one rule in one commit. They form one message that says the net change: severity now
/// against severity told before, with all transitions listed. Only where an episode that people know of ended and another one
/// opened in the same commit there are two messages, because a receiver must be able to close the one and open the other.
/// </summary>
internal static class CommitWarnings
{
    public static IEnumerable<Warning> Of(string ruleId, RuleState after, Series series, EpisodeState before, IReadOnlyList<RecordedTransition> recorded)
    {
        var told = recorded.Where(transition => !transition.Quiet).ToList();
        var opening = before.Told is null ? 0 : told.FindIndex(transition => transition.Transition.Kind == TransitionKind.Opened);
        if (opening < 0)
            opening = told.Count;
        if (opening > 0)
            yield return Compose(ruleId, after, series, before.Told, told[..opening]);
        if (opening < told.Count)
            yield return Compose(ruleId, after, series, null, told[opening..]);
    }

    private static Warning Compose(string ruleId, RuleState rule, Series series, Severity? toldBefore, List<RecordedTransition> recorded)
    {
        var (last, net) = (recorded[^1], NetKind(toldBefore, recorded));
        var reason = Reason(net, recorded);
        var episode = EpisodeIds.Episode(ruleId, series.Id, last.Episode.Number, last.Episode.OpenedAt!.Value);
        return new(
            EpisodeIds.Warning(episode, last.Transition.Sequence),
            episode,
            last.Transition.Sequence,
            ruleId,
            rule.Title,
            series.Id,
            net,
            last.Transition.Severity,
            recorded.Max(transition => transition.Episode.Peak)!.Value,
            last.Transition.Period,
            last.Transition.Value,
            series.Unit,
            reason.English,
            net == TransitionKind.Opened ? AlreadySince(recorded) : null,
            new WarningInputs(rule.RuleVersion, last.Observations, last.Entries, last.Cited),
            [.. recorded.Select(transition => transition.Transition)],
            rule.Tags,
            [],
            ReasonZh: reason.Chinese);
    }

    /// <summary>Severity now against severity told. A correction stays one when nothing but it happened, or when it all came back to the same.</summary>
    private static TransitionKind NetKind(Severity? toldBefore, List<RecordedTransition> recorded)
    {
        var corrected = recorded.FindIndex(transition => transition.Transition.Kind == TransitionKind.Corrected);
        var ended = recorded[^1].Episode.Told is null;
        if (corrected >= 0 && (recorded.Count == corrected + 1 || (ended && recorded.Count == corrected + 2 && SamePeriod(recorded))))
            return TransitionKind.Corrected;
        if (ended)
            return TransitionKind.Resolved;
        return EpisodeRecorder.Change(toldBefore, recorded[^1].Episode.Told)
            ?? (corrected >= 0 ? TransitionKind.Corrected : recorded[^1].Transition.Kind);
    }

    /// <summary>Whether the resolution is the correction's own and not that of a later observation.</summary>
    private static bool SamePeriod(List<RecordedTransition> recorded) =>
        recorded[^1].Transition.Period == recorded[^2].Transition.Period;

    private static Period? AlreadySince(List<RecordedTransition> recorded) =>
        recorded.FindLast(transition => transition.Transition.Kind == TransitionKind.Opened)?.Transition.AlreadySince;

    /// <summary>The last transition's reason; what came before it in the same commit stands behind.</summary>
    private static Phrase Reason(TransitionKind net, List<RecordedTransition> recorded)
    {
        if (net == TransitionKind.Corrected)
            return recorded.First(transition => transition.Transition.Kind == TransitionKind.Corrected).Transition.Said;
        var last = recorded[^1].Transition;
        if (recorded.Count == 1)
            return last.Said;
        var earlier = Phrase.Joined([.. recorded.SkipLast(1).Select(transition => Clause(transition.Transition))]);
        return new($"{last.Reason} (before: {earlier.English})", $"{last.Said.Chinese}（此前：{earlier.Chinese}）");
    }

    private static Phrase Clause(Transition transition) => new(
        $"{transition.Kind.Word()} {transition.Severity.Word()} {transition.Period}, {transition.Reason}",
        $"{transition.Period}{transition.Kind.Chinese()}{transition.Severity.Chinese()}，{transition.Said.Chinese}");
}
