using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Tests.Deliveries;

namespace Notifier.EndToEndTests.Deliveries;

/// <summary>What Notifier really posts, judged by a library that others wrote.</summary>
public sealed class StandardWebhooksTests
{
    private static readonly string Secret = WebhookSecret.From("a key of thirty-two random bytes"u8).Reveal();
    private static readonly string Old = WebhookSecret.From("the key that was used before it.."u8).Reveal();

    [Fact]
    public async Task What_is_posted_verifies_whatever_it_tells()
    {
        var posted = await PostAsync(Webhook(Secret), [WarningSamples.Of(), WarningSamples.OfEntry("工信部：<b>锂</b> & \"quotas\" €95 🌾\u2028"), null]);

        Assert.Equal(["ok", "ok", "ok"], await IndependentVerifier.VerifyAsync([.. posted.Select(webhook => Request(webhook, Secret))]));
    }

    [Fact]
    public async Task CloudEvents_verify_too()
    {
        var posted = await PostAsync(Webhook(Secret) with { Form = WebhookForm.CloudEvents }, [WarningSamples.Of(), WarningSamples.OfEntry("工信部：<b>锂</b> & \"quotas\" €95 🌾\u2028"), null]);
        using var first = System.Text.Json.JsonDocument.Parse(posted[0].Body);

        Assert.Equal("1.0", first.RootElement.GetProperty("specversion").GetString());
        Assert.Equal(posted[0].Id, first.RootElement.GetProperty("id").GetString());
        Assert.Equal(["ok", "ok", "ok"], await IndependentVerifier.VerifyAsync([.. posted.Select(webhook => Request(webhook, Secret))]));
    }

    [Fact]
    public async Task A_replaced_secret_verifies_until_it_ends()
    {
        var now = DateTimeOffset.UtcNow;
        var during = (await PostAsync(Webhook(Old).WithSecret(Secret, TimeSpan.FromHours(24), now)!, [WarningSamples.Of()])).Single();
        var after = (await PostAsync(Webhook(Old).WithSecret(Secret, TimeSpan.FromHours(24), now.AddHours(-24))!, [WarningSamples.Of()])).Single();

        Assert.Equal(
            ["ok", "ok", "ok", "No matching signature found"],
            await IndependentVerifier.VerifyAsync(Request(during, Secret), Request(during, Old), Request(after, Secret), Request(after, Old)));
    }

    [Fact]
    public async Task What_was_changed_on_the_way_does_not_verify()
    {
        var posted = (await PostAsync(Webhook(Secret), [WarningSamples.Of()])).Single();

        var verdicts = await IndependentVerifier.VerifyAsync(
            Request(posted with { Body = Encoding.UTF8.GetBytes(posted.Text.Replace("68000.5", "68001.5", StringComparison.Ordinal)) }, Secret),
            Request(posted with { Id = new string('e', 32) }, Secret),
            Request(posted with { Timestamp = (long.Parse(posted.Timestamp!, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture) }, Secret),
            Request(posted, Old));

        Assert.Equal(Enumerable.Repeat("No matching signature found", 4), verdicts);
    }

    [Fact]
    public async Task What_is_old_does_not_verify()
    {
        var body = WebhookBody.Of(WarningSamples.Of(), DateTimeOffset.UnixEpoch).Native();
        ReceivedWebhook Signed(DateTimeOffset time) => new(
            "id", StandardWebhookSignature.TimestampText(time), StandardWebhookSignature.Sign("id", time, body, WebhookSecret.Parse(Secret)), body);
        var now = DateTimeOffset.UtcNow;

        var verdicts = await IndependentVerifier.VerifyAsync(
            Request(Signed(now.AddMinutes(-6)), Secret), Request(Signed(now.AddMinutes(-4)), Secret), Request(Signed(now.AddMinutes(6)), Secret));

        Assert.Equal(["Message timestamp too old", "ok", "Message timestamp too new"], verdicts);
    }

    private static async Task<IReadOnlyList<ReceivedWebhook>> PostAsync(Channel webhook, Warning?[] warnings)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var host = ComposedApplication.Build([]);
        var channel = host.Services.GetServices<IChannel>().Single(candidate => candidate.Type == ChannelType.Webhook);
        foreach (var warning in warnings)
        {
            var kind = warning is null ? DeliveryKind.Challenge : DeliveryKind.Warning;
            await channel.SendAsync(ComposedApplication.Message(webhook with { Target = receiver.Url }, warning, kind), CancellationToken.None);
        }

        Assert.Equal(warnings.Length, receiver.Received.Count);
        return receiver.Received;
    }

    private static Channel Webhook(string secret) => new(ChannelType.Webhook, "", secret);

    private static VerifiedRequest Request(ReceivedWebhook webhook, string secret) => new(
        secret,
        new()
        {
            [StandardWebhookSignature.IdHeader] = webhook.Id!,
            [StandardWebhookSignature.TimestampHeader] = webhook.Timestamp!,
            [StandardWebhookSignature.SignatureHeader] = webhook.Signature!,
        },
        Convert.ToBase64String(webhook.Body));
}
