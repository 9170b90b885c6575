using Notifier.Core.Subscriptions;

namespace Notifier.Core.Tests.Subscriptions;

public sealed class SecretRotationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Fact]
    public void The_old_secret_signs_beside_the_new_one_until_it_ends()
    {
        var channel = Webhook("first").WithSecret("second", Day, Now)!;

        Assert.Equal(["second", "first"], channel.SigningSecrets(Now));
        Assert.Equal(["second", "first"], channel.SigningSecrets(Now + Day - TimeSpan.FromTicks(1)));
        Assert.Equal(["second"], channel.SigningSecrets(Now + Day));
    }

    [Fact]
    public void Zero_hours_end_every_old_secret_at_once()
    {
        var channel = Webhook("first").WithSecret("second", Day, Now)!.WithSecret("third", TimeSpan.Zero, Now)!;

        Assert.Equal(["third"], channel.SigningSecrets(Now));
        Assert.Empty(channel.Retired);
    }

    [Fact]
    public void A_secret_keeps_the_end_that_it_was_given()
    {
        var channel = Webhook("first").WithSecret("second", Day, Now)!.WithSecret("third", TimeSpan.FromHours(1), Now)!;

        Assert.Equal(["third", "first", "second"], channel.SigningSecrets(Now));
        Assert.Equal(["third", "first"], channel.SigningSecrets(Now.AddHours(2)));
    }

    [Fact]
    public void None_ends_before_its_time_because_too_many_came_after_it()
    {
        var channel = Webhook("0");
        for (var number = 1; number <= SecretRotation.MostRetired; number++)
            channel = channel.WithSecret(number.ToString(System.Globalization.CultureInfo.InvariantCulture), Day, Now)!;

        Assert.Null(channel.WithSecret("new", Day, Now));
        Assert.NotNull(channel.WithSecret("new", Day, Now + Day));
        Assert.NotNull(channel.WithSecret("new", TimeSpan.Zero, Now));
    }

    [Fact]
    public void The_present_secret_given_again_is_no_replacement() =>
        Assert.Equal(["first"], Webhook("first").WithSecret("first", Day, Now)!.SigningSecrets(Now));

    [Fact]
    public void Two_in_one_text_as_they_were_stored_before_both_sign() =>
        Assert.Equal(["new", "old"], Webhook("new old").SigningSecrets(Now));

    [Theory]
    [InlineData("https://open.feishu.cn/open-apis/bot/v2/hook/x", true)]
    [InlineData("https://open.larksuite.com/open-apis/bot/v2/hook/x", true)]
    [InlineData("https://OPEN.feishu.cn/open-apis/bot/hook/x", true)]
    [InlineData("https://open.feishu.cn.example.org/open-apis/bot/v2/hook/x", false)]
    [InlineData("https://example.org/open-apis/bot/v2/hook/x", false)]
    [InlineData("https://open.feishu.cn:8443/open-apis/bot/v2/hook/x", false)]
    [InlineData("https://open.feishu.cn/open-apis/im/v1/messages", false)]
    [InlineData("https://open.feishu.cn/open-apis/bot/../im/v1/messages", false)]
    [InlineData("http://open.feishu.cn/open-apis/bot/v2/hook/x", false)]
    public void A_bot_lives_at_Feishu_or_Lark_only(string text, bool allowed)
    {
        Assert.True(WebhookUrl.TryParse(text, allowHttp: true, out var url, out _));
        Assert.Equal((allowed, true), (FeishuBot.Problem(url, anyHost: false).Length == 0, FeishuBot.Problem(url, anyHost: true).Length == 0));
    }

    private static Channel Webhook(string secret) => new(ChannelType.Webhook, "https://example.org", secret);
}
