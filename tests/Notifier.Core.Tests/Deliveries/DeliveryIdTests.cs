using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;

namespace Notifier.Core.Tests.Deliveries;

public sealed class DeliveryIdTests
{
    /// <summary><c>printf 'e|1|s' | sha256sum</c>.</summary>
    [Fact]
    public void It_is_the_head_of_a_SHA_256() => Assert.Equal("3f60c4db5186cdeb37e43e308d1a42fd", DeliveryId.Of("e", 1, "s"));

    [Fact]
    public void A_repeat_has_the_same_id_and_everything_else_another()
    {
        var id = DeliveryId.Of("e", 1, "s");

        Assert.Equal(id, DeliveryId.Of("e", 1, "s"));
        Assert.Equal(4, new HashSet<string> { id, DeliveryId.Of("f", 1, "s"), DeliveryId.Of("e", 2, "s"), DeliveryId.Of("e", 1, "t") }.Count);
    }

    [Fact]
    public void A_warning_gives_its_episode_and_sequence() =>
        Assert.Equal(DeliveryId.Of("fedcba9876543210fedcba9876543210", 3, "s"), DeliveryId.Of(WarningSamples.Of(), "s"));

    [Fact]
    public void A_digest_is_its_period_and_a_summary_its_first_member()
    {
        var period = new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal(DeliveryId.OfDigest("s", period), DeliveryId.OfDigest("s", period.ToUniversalTime()));
        Assert.NotEqual(DeliveryId.OfDigest("s", period), DeliveryId.OfDigest("s", period.AddDays(1)));
        Assert.Equal(DeliveryId.OfSummary("s", ["b", "a"]), DeliveryId.OfSummary("s", ["a", "c"]));
        Assert.NotEqual(DeliveryId.OfSummary("s", ["b"]), DeliveryId.OfSummary("s", ["a"]));
        Assert.NotEqual(DeliveryId.OfSummary("s", ["b"]), DeliveryId.OfSummary("t", ["b"]));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789ABCDEF0123456789abcdef", false)]
    [InlineData("0123456789abcdef", false)]
    [InlineData("0123456789abcdef0123456789abcde|", false)]
    public void Only_its_own_form_is_valid(string text, bool valid) => Assert.Equal(valid, DeliveryId.IsValid(text));
}
