namespace Notifier.Core.Subscriptions;

/// <summary>Whether a subscription is told of a warning, and if not, why.</summary>
public enum SubscriptionVerdict
{
    Told,
    NotActive,
    OtherRule,
    OtherSeries,
    OtherTopic,
    OtherTag,
    BelowSeverity,
    ResolvedNotWanted,
    EasedNotWanted,
    ReminderNotWanted,
}
