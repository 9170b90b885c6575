using Notifier.Core.Episodes;
using Notifier.Core.Warnings;

namespace Notifier.Core.Subscriptions;

/// <summary>
/// Who is told what. Opened and escalated at once from the minimum severity on; eased and reminders only when asked for;
/// a correction and the end to everybody who could have been told that it was as bad as its peak.
/// </summary>
public static class SubscriptionJudgement
{
    /// <summary>Of warnings about this service itself: only who names the tag, the rule or the series is told.</summary>
    public const string OperatorTag = "notifier-self";

    /// <summary>A warning of several transitions is one message: it is told to whoever would be told of any of them.</summary>
    public static SubscriptionVerdict Judge(this Subscription subscription, Warning warning)
    {
        if (subscription.State != SubscriptionState.Active)
            return SubscriptionVerdict.NotActive;
        var match = subscription.Match.Judge(warning);
        if (match != SubscriptionVerdict.Told)
            return match;
        // Who acknowledged an episode, and everybody else, is told once that it worsened.
        if (warning.WorsenedBy is not null)
            return From(subscription.Match.MinimumSeverity, warning.Severity);
        var verdict = subscription.Judge(warning.Kind, warning.Severity, warning.Peak);
        foreach (var transition in warning.Transitions)
        {
            if (verdict == SubscriptionVerdict.Told)
                break;
            if (subscription.Judge(transition.Kind, transition.Severity, warning.Peak) == SubscriptionVerdict.Told)
                verdict = SubscriptionVerdict.Told;
        }

        return verdict;
    }

    /// <summary>Rules, series, topics and tags only. An empty list matches everything, a filled one needs one hit.</summary>
    public static SubscriptionVerdict Judge(this SubscriptionMatch match, Warning warning) =>
        !Hits(match.Rules, [warning.Rule]) ? SubscriptionVerdict.OtherRule
        : !Hits(match.Series, [warning.Series]) ? SubscriptionVerdict.OtherSeries
        : !Hits(match.Topics, warning.Topics) ? SubscriptionVerdict.OtherTopic
        : !Hits(match.Tags, warning.Tags) || (IsOfOperators(warning) && match is { Rules.Count: 0, Series.Count: 0, Tags.Count: 0 }) ? SubscriptionVerdict.OtherTag
        : SubscriptionVerdict.Told;

    private static SubscriptionVerdict Judge(this Subscription subscription, TransitionKind kind, Severity severity, Severity peak) => kind switch
    {
        TransitionKind.Resolved when !subscription.TellResolved => SubscriptionVerdict.ResolvedNotWanted,
        TransitionKind.Resolved => From(subscription.Match.MinimumSeverity, peak),
        TransitionKind.Corrected => From(subscription.Match.MinimumSeverity, peak),
        TransitionKind.Eased when !subscription.TellEased => SubscriptionVerdict.EasedNotWanted,
        TransitionKind.Reminder when !subscription.TellReminders => SubscriptionVerdict.ReminderNotWanted,
        _ => From(subscription.Match.MinimumSeverity, severity),
    };

    private static SubscriptionVerdict From(Severity minimum, Severity severity) =>
        severity >= minimum ? SubscriptionVerdict.Told : SubscriptionVerdict.BelowSeverity;

    /// <summary>How the service itself is doing concerns who names it, not everybody who asks for everything.</summary>
    private static bool IsOfOperators(Warning warning) => warning.Tags.Contains(OperatorTag);

    private static bool Hits(IReadOnlyList<string> wanted, IReadOnlyList<string> present)
    {
        if (wanted.Count == 0)
            return true;
        foreach (var item in present)
        {
            if (wanted.Contains(item))
                return true;
        }

        return false;
    }
}
