using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Subscriptions;

namespace Notifier.Tests.Subscriptions;

public sealed class SubscriptionKeysTests
{
    private const string Id = "a5000000000000000000000000000000";
    private static readonly SubscriptionMatch Everything = new([], [], [], []);

    [Fact]
    public void A_subscription_is_indexed_under_its_most_selective_matcher()
    {
        Assert.Equal(["any|a5"], SubscriptionKeys.IndexPartitions(Id, Everything));
        Assert.Equal(["tag:metal|a5"], SubscriptionKeys.IndexPartitions(Id, Everything with { Tags = ["metal"] }));
        Assert.Equal(["topic:battery|a5"], SubscriptionKeys.IndexPartitions(Id, Everything with { Topics = ["battery"], Tags = ["metal"] }));
        Assert.Equal(["series:a|a5", "series:b|a5"], SubscriptionKeys.IndexPartitions(Id, Everything with { Series = ["a", "b"], Topics = ["battery"] }));
        Assert.Equal(["rule:r|a5"], SubscriptionKeys.IndexPartitions(Id, Everything with { Rules = ["r"], Series = ["a"] }));
    }

    [Fact]
    public void Whoever_matches_is_found_under_a_key_of_the_warning()
    {
        var warning = WarningSamples.Of() with { Topics = ["battery"], Tags = ["metal", "cn"] };
        SubscriptionMatch[] matching =
        [
            Everything, Everything with { Rules = [warning.Rule] }, Everything with { Series = [warning.Series] },
            Everything with { Topics = ["battery"] }, Everything with { Tags = ["cn", "other"] },
        ];

        Assert.All(matching, match => Assert.NotEmpty(SubscriptionKeys.IndexPartitions(Id, match).Intersect(SubscriptionKeys.IndexPartitions(warning, 0xa5))));
    }

    /// <summary>The source of an entry may be named in ways that a key must not hold.</summary>
    [Fact]
    public void An_id_that_is_none_is_hashed()
    {
        var partition = SubscriptionKeys.IndexPartitions(Id, Everything with { Series = ["a/b#?"] }).Single();

        Assert.Matches("^series:[0-9a-f]{32}\\|a5$", partition);
        Assert.Contains(partition, SubscriptionKeys.IndexPartitions(WarningSamples.Of(series: "a/b#?"), 0xa5));
    }
}
