using Notifier.Core.Episodes;
using Notifier.Core.Warnings;

namespace Notifier.Core.Subscriptions;

/// <summary>Why a warning is for a subscription, or which of its wishes it does not meet: in sentences for its owner.</summary>
public static class SubscriptionReasons
{
    /// <param name="verdict">From <see cref="SubscriptionJudgement"/>.</param>
    /// <returns>Of a warning that is told every matcher that hit; else the one that decided, and what it wanted.</returns>
    public static IReadOnlyList<Sentence> Explain(this Subscription subscription, Warning warning, SubscriptionVerdict verdict) => verdict switch
    {
        SubscriptionVerdict.Told => [.. Hits(subscription.Match, warning)],
        SubscriptionVerdict.NotActive => [new("The subscription is not active.", "此订阅未生效。")],
        SubscriptionVerdict.OtherRule => [Misses("rules", "规则", subscription.Match.Rules, [warning.Rule])],
        SubscriptionVerdict.OtherSeries => [Misses("series", "序列", subscription.Match.Series, [warning.Series])],
        SubscriptionVerdict.OtherTopic => [Misses("topics", "主题", subscription.Match.Topics, warning.Topics)],
        SubscriptionVerdict.OtherTag => [Misses("tags", "标签", subscription.Match.Tags, warning.Tags)],
        SubscriptionVerdict.BelowSeverity => [Below(subscription.Match.MinimumSeverity, warning)],
        SubscriptionVerdict.ResolvedNotWanted => [new("It says that a warning is over, and you asked not to be told that.", "这是预警解除消息，而您选择了不接收解除消息。")],
        SubscriptionVerdict.EasedNotWanted => [new("It says that a warning has eased, which you did not ask to be told.", "这是预警降级消息，而您未选择接收降级消息。")],
        SubscriptionVerdict.ReminderNotWanted => [new("It is a reminder, and you did not ask for reminders.", "这是提醒消息，而您未选择接收提醒。")],
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };

    private static IEnumerable<Sentence> Hits(SubscriptionMatch match, Warning warning)
    {
        if (match is { Rules.Count: 0, Series.Count: 0, Topics.Count: 0, Tags.Count: 0 })
            yield return new("You asked for all warnings.", "您订阅了全部预警。");
        if (match.Rules.Count > 0)
            yield return Hit("the rule", "规则", [warning.Rule]);
        if (match.Series.Count > 0)
            yield return Hit("the series", "序列", [warning.Series]);
        if (match.Topics.Count > 0)
            yield return Hit("the topic", "主题", match.Topics.Intersect(warning.Topics));
        if (match.Tags.Count > 0)
            yield return Hit("the tag", "标签", match.Tags.Intersect(warning.Tags));
        if (match.MinimumSeverity > Severity.Minor)
        {
            yield return new(
                $"You asked to be told from {match.MinimumSeverity.Word()} on; it is {Decisive(warning).Word()}.",
                $"您选择接收{match.MinimumSeverity.Chinese()}及以上级别；此预警为{Decisive(warning).Chinese()}。");
        }
    }

    private static Sentence Hit(string what, string chinese, IEnumerable<string> ids)
    {
        var list = string.Join(", ", ids);
        return new($"You asked for {what} {list}.", $"您订阅了{chinese} {list}。");
    }

    private static Sentence Misses(string what, string chinese, IReadOnlyList<string> wanted, IReadOnlyList<string> present)
    {
        var list = string.Join(", ", wanted);
        return present.Count == 0
            ? new($"You asked for the {what} {list}; this warning has none.", $"您订阅了{chinese} {list}；此预警没有{chinese}。")
            : new($"You asked for the {what} {list}; this warning is of {string.Join(", ", present)}.", $"您订阅了{chinese} {list}；此预警属于 {string.Join(", ", present)}。");
    }

    private static Sentence Below(Severity minimum, Warning warning) => new(
        $"You asked to be told from {minimum.Word()} on; this was never more than {Decisive(warning).Word()}.",
        $"您选择接收{minimum.Chinese()}及以上级别；此预警最高为{Decisive(warning).Chinese()}。");

    /// <summary>An end and a correction go to whoever could have been told of the peak; a message of several steps to whoever is told of any.</summary>
    private static Severity Decisive(Warning warning) => warning.Kind is TransitionKind.Resolved or TransitionKind.Corrected
        ? warning.Peak
        : warning.Transitions.Select(step => step.Severity).Append(warning.Severity).Max();
}
