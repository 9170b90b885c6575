using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Subscriptions;

/// <summary>What its owner is told of a warning that came, and of one that did not.</summary>
public sealed class SubscriptionReasonsTests
{
    private static readonly SubscriptionMatch All = new([], [], [], []);

    [Fact]
    public void Whoever_asked_for_all_hears_so() => Assert.Equal("You asked for all warnings.", Assert.Single(Explain(All)).English);

    [Fact]
    public void Every_matcher_that_hit_is_named()
    {
        var warning = WarningSamples.Of();
        var match = new SubscriptionMatch([warning.Rule, "other"], [warning.Series], [], [], Severity.Moderate);

        Assert.Equal(
            [$"You asked for the rule {warning.Rule}.", $"You asked for the series {warning.Series}.", $"You asked to be told from moderate on; it is {warning.Severity.Word()}."],
            Explain(match).Select(sentence => sentence.English));
        Assert.All(Explain(match), sentence => Assert.EndsWith("。", sentence.In("zh-CN"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_matcher_that_failed_is_named_with_what_it_wanted()
    {
        var warning = WarningSamples.Of();

        Assert.Equal($"You asked for the rules a, b; this warning is of {warning.Rule}.", Assert.Single(Explain(All with { Rules = ["a", "b"] })).English);
        Assert.Equal($"You asked for the series a; this warning is of {warning.Series}.", Assert.Single(Explain(All with { Series = ["a"] })).English);
        Assert.Equal("You asked for the topics a; this warning has none.", Assert.Single(Explain(All with { Topics = ["a"] }, warning with { Topics = [] })).English);
        Assert.Equal("You asked for the tags a; this warning is of b.", Assert.Single(Explain(All with { Tags = ["a"] }, warning with { Tags = ["b"] })).English);
    }

    [Fact]
    public void A_severity_that_was_not_reached_is_named_and_for_an_end_it_is_that_of_the_peak()
    {
        var warning = WarningSamples.Of() with { Severity = Severity.Minor, Peak = Severity.Severe, Kind = TransitionKind.Resolved, Transitions = [] };

        Assert.Equal("You asked to be told from extreme on; this was never more than severe.", Assert.Single(Explain(All with { MinimumSeverity = Severity.Extreme }, warning)).English);
    }

    [Theory]
    [InlineData(TransitionKind.Resolved, SubscriptionVerdict.ResolvedNotWanted)]
    [InlineData(TransitionKind.Eased, SubscriptionVerdict.EasedNotWanted)]
    [InlineData(TransitionKind.Reminder, SubscriptionVerdict.ReminderNotWanted)]
    public void A_kind_that_was_not_asked_for_is_named(TransitionKind kind, SubscriptionVerdict verdict)
    {
        var subscription = Active(All) with { TellResolved = false };
        var warning = WarningSamples.Of() with { Kind = kind, Transitions = [] };

        Assert.Equal(verdict, subscription.Judge(warning));
        Assert.NotEmpty(Assert.Single(subscription.Explain(warning, verdict)).Chinese);
    }

    private static IReadOnlyList<Sentence> Explain(SubscriptionMatch match, Warning? warning = null)
    {
        var (subscription, told) = (Active(match), warning ?? WarningSamples.Of());
        return subscription.Explain(told, subscription.Judge(told));
    }

    private static Subscription Active(SubscriptionMatch match) =>
        new("a5000000000000000000000000000001", new Channel(ChannelType.Email, "reader@example.org"), match, SubscriptionState.Active);
}
