using Microsoft.AspNetCore.Http;
using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Subscriptions;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Subscriptions;

public sealed class WebhookRequestsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_webhook_begins_when_it_has_answered_the_signed_challenge()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(200);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var answer = await RequestWebhookAsync(world, receiver, trusted: false);
        await world.DrainAsync();
        await TellAsync(world, 1);
        Assert.Equal(WebhookVerdict.Valid, Assert.Single(receiver.Received).Verify(answer.Secret!));

        receiver.Answer = static async (context, webhook) =>
        {
            using var json = System.Text.Json.JsonDocument.Parse(webhook.Body);
            if (json.RootElement.GetProperty("type").GetString() == WebhookBody.ChallengeType)
                await context.Response.WriteAsync(json.RootElement.GetProperty("data").GetProperty("challenge").GetString()!);
        };
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.Get<DeliverySweep>().RunAsync(CancellationToken.None);
        await world.DrainAsync();
        await TellAsync(world, 2);

        Assert.Equal(3, receiver.Received.Count);
        Assert.Equal(receiver.Ids[0], receiver.Ids[1]);
        Assert.Contains("notifier.warning.escalated", receiver.Received[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_never_answers_the_challenge_is_forgotten()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var answer = await RequestWebhookAsync(world, receiver, trusted: false);
        await world.DrainAsync();
        var shard = ShardMap.ShardOf(answer.Subscription!);

        // The sweep comes to each shard once in 256 minutes.
        var turn = DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(Math.Ceiling((world.Time.GetUtcNow() + SubscriptionSweep.Patience - DateTimeOffset.UnixEpoch).TotalMinutes / 256) * 256 + shard);
        world.Time.SetUtcNow(turn - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await world.Get<SubscriptionSweep>().RunAsync(CancellationToken.None));
        world.Time.SetUtcNow(turn);
        Assert.Equal(1, await world.Get<SubscriptionSweep>().RunAsync(CancellationToken.None));

        Assert.Null(await world.Subscriptions.FindAsync(answer.Subscription!, CancellationToken.None));
    }

    [Fact]
    public async Task An_operators_webhook_begins_at_once_and_each_has_its_own_secret()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var one = await RequestWebhookAsync(world, receiver, trusted: true);
        var other = await RequestWebhookAsync(world, receiver, trusted: true);

        await TellAsync(world, 1);

        Assert.NotEqual(one.Secret, other.Secret);
        Assert.Equal(2, receiver.Received.Count);
        foreach (var secret in (string[])[one.Secret!, other.Secret!])
            Assert.Single(receiver.Received, webhook => webhook.Verify(secret) == WebhookVerdict.Valid);
    }

    private static Task<RequestAnswer> RequestWebhookAsync(DeliveryWorld world, WebhookReceiver receiver, bool trusted) =>
        world.Get<SubscriptionRequests>().RequestAsync(new SubscriptionRequest(new ChannelRequest("webhook", Url: receiver.Url)), trusted, CancellationToken.None);

    private static async Task TellAsync(DeliveryWorld world, int sequence)
    {
        await world.CommitAsync(WarningSamples.Of(sequence: sequence) with { Id = new string((char)('0' + sequence), 32) });
        await world.DrainAsync();
    }
}
