using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;

namespace Notifier.Core.Tests.Subscriptions;

/// <summary>How the service itself is doing is told to those who name it.</summary>
public sealed class OperatorTagTests
{
    [Theory]
    [InlineData("everything", false)]
    [InlineData("tag", true)]
    [InlineData("rule", true)]
    [InlineData("series", true)]
    public void Whoever_asks_for_everything_did_not_mean_the_service_itself(string asks, bool told)
    {
        var match = asks switch
        {
            "tag" => new SubscriptionMatch([], [], [], [SubscriptionJudgement.OperatorTag]),
            "rule" => new SubscriptionMatch(["notifier-self"], [], [], []),
            "series" => new SubscriptionMatch([], ["notifier-unproven"], [], []),
            _ => new SubscriptionMatch([], [], [], []),
        };
        var warning = WarningSamples.Of(rule: "notifier-self", series: "notifier-unproven") with { Tags = [SubscriptionJudgement.OperatorTag] };

        Assert.Equal(told ? SubscriptionVerdict.Told : SubscriptionVerdict.OtherTag, match.Judge(warning));
    }
}
