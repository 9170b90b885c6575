using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Subscriptions;

public sealed class SubscriptionJudgementTests
{
    [Fact]
    public void Empty_matchers_match_everything() => Assert.Equal(SubscriptionVerdict.Told, Subscriber().Judge(WarningSamples.Of()));

    [Fact]
    public void Filled_matchers_need_one_hit_each()
    {
        var warning = WarningSamples.Of() with { Topics = ["battery", "export"], Tags = ["metal"] };
        var match = new SubscriptionMatch(["other", warning.Rule], [warning.Series], ["export"], ["metal", "energy"]);

        Assert.Equal(SubscriptionVerdict.Told, Judge(match));
        Assert.Equal(SubscriptionVerdict.OtherRule, Judge(match with { Rules = ["other"] }));
        Assert.Equal(SubscriptionVerdict.OtherSeries, Judge(match with { Series = ["wheat"] }));
        Assert.Equal(SubscriptionVerdict.OtherTopic, Judge(match with { Topics = ["mining"] }));
        Assert.Equal(SubscriptionVerdict.OtherTag, Judge(match with { Tags = ["energy"] }));

        SubscriptionVerdict Judge(SubscriptionMatch with) => Subscriber(with).Judge(warning);
    }

    [Theory]
    [InlineData(SubscriptionState.Pending)]
    [InlineData(SubscriptionState.Disabled)]
    public void Only_an_active_subscription_is_told(SubscriptionState state) =>
        Assert.Equal(SubscriptionVerdict.NotActive, (Subscriber() with { State = state }).Judge(WarningSamples.Of()));

    [Theory]
    [InlineData(TransitionKind.Opened)]
    [InlineData(TransitionKind.Escalated)]
    [InlineData(TransitionKind.Corrected)]
    public void Bad_news_is_told_from_the_minimum_severity_on(TransitionKind kind)
    {
        var subscriber = Subscriber(minimum: Severity.Severe);

        Assert.Equal(SubscriptionVerdict.BelowSeverity, subscriber.Judge(WarningSamples.Of(kind, Severity.Moderate)));
        Assert.Equal(SubscriptionVerdict.Told, subscriber.Judge(WarningSamples.Of(kind, Severity.Severe)));
        Assert.Equal(SubscriptionVerdict.Told, subscriber.Judge(WarningSamples.Of(kind, Severity.Extreme)));
    }

    [Fact]
    public void Who_was_told_of_the_peak_is_told_that_it_was_wrong() =>
        Assert.Equal(SubscriptionVerdict.Told, Subscriber(minimum: Severity.Severe).Judge(WarningSamples.Of(TransitionKind.Corrected, Severity.Minor, peak: Severity.Extreme)));

    [Fact]
    public void The_end_is_told_to_those_who_were_told_of_the_peak()
    {
        var end = WarningSamples.Of(TransitionKind.Resolved, Severity.Minor, Severity.Severe);

        Assert.Equal(SubscriptionVerdict.Told, Subscriber(minimum: Severity.Severe).Judge(end));
        Assert.Equal(SubscriptionVerdict.BelowSeverity, Subscriber(minimum: Severity.Extreme).Judge(end));
        Assert.Equal(SubscriptionVerdict.ResolvedNotWanted, (Subscriber() with { TellResolved = false }).Judge(end));
    }

    [Fact]
    public void Easing_and_reminders_are_told_only_when_asked_for()
    {
        var eased = WarningSamples.Of(TransitionKind.Eased, Severity.Moderate, Severity.Severe);
        var reminder = WarningSamples.Of(TransitionKind.Reminder) with { Transitions = [] };

        Assert.Equal(SubscriptionVerdict.EasedNotWanted, Subscriber().Judge(eased));
        Assert.Equal(SubscriptionVerdict.Told, (Subscriber() with { TellEased = true }).Judge(eased));
        Assert.Equal(SubscriptionVerdict.BelowSeverity, (Subscriber(minimum: Severity.Severe) with { TellEased = true }).Judge(eased));
        Assert.Equal(SubscriptionVerdict.ReminderNotWanted, Subscriber().Judge(reminder));
        Assert.Equal(SubscriptionVerdict.Told, (Subscriber() with { TellReminders = true }).Judge(reminder));
    }

    /// <summary>After an outage one message carries what would have been several: nobody misses the opening because it has eased since.</summary>
    [Fact]
    public void A_message_of_several_transitions_is_told_for_any_of_them()
    {
        var warning = WarningSamples.Of(TransitionKind.Eased, Severity.Moderate, Severity.Severe) with
        {
            Transitions =
            [
                new(1, TransitionKind.Opened, Severity.Severe, Period.Parse("2021-01-27"), 3, "up"),
                new(2, TransitionKind.Eased, Severity.Moderate, Period.Parse("2021-01-29"), 2, "down"),
            ],
        };

        Assert.Equal(SubscriptionVerdict.Told, Subscriber(minimum: Severity.Severe).Judge(warning));
        Assert.Equal(SubscriptionVerdict.EasedNotWanted, Subscriber(minimum: Severity.Extreme).Judge(warning));
    }

    private static Subscription Subscriber(SubscriptionMatch? match = null, Severity minimum = Severity.Minor) => new(
        "00000000000000000000000000000000",
        new Channel(ChannelType.Email, "reader@example.org"),
        (match ?? new SubscriptionMatch([], [], [], [])) with { MinimumSeverity = minimum },
        SubscriptionState.Active);
}
