using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>A webhook that fails for five days is switched off, and one mail tells who answers for it.</summary>
public sealed class FailingChannelTests(AzuriteFixture azurite)
{
    private const string Contact = "owner@example.org";

    private readonly ScriptedChannel _webhook = new(ChannelType.Webhook) { Outcome = AttemptOutcome.Transient(AttemptReason.ServerError, 500) };
    private readonly ScriptedChannel _mail = new(ChannelType.Email);

    [Fact]
    public async Task After_five_days_of_failures_it_is_off_its_owner_is_told_once_and_what_is_open_ends()
    {
        await using var world = await StartAsync();
        var to = await SubscribeAsync(world, Contact);
        await FailAsync(world, to, 1);
        world.Time.Advance(TimeSpan.FromHours(13));
        await FailAsync(world, to, 2);
        world.Time.Advance(TimeSpan.FromHours(106));
        await FailAsync(world, to, 3);
        Assert.Equal(SubscriptionState.Active, (await StoredAsync(world, to)).Subscription.State);
        world.Time.Advance(TimeSpan.FromHours(1));
        await FailAsync(world, to, 4);
        var open = await world.DeliverAsync(WarningSamples.Of(sequence: 5), to);

        await world.DrainAsync();

        var off = await StoredAsync(world, to);
        Assert.Equal((SubscriptionState.Disabled, DisabledReason.Failing), (off.Subscription.State, off.Disabled));
        var notice = Assert.Single(_mail.Messages);
        Assert.Equal((DeliveryKind.Notice, Contact, DisabledReason.Failing), (notice.Kind, notice.To, notice.Disabled));
        Assert.Equivalent(to.Subscription.Channel, notice.Subscription.Channel, strict: true);
        Assert.Equal((DeliveryState.Dead, AttemptReason.ChannelDisabled), ((await world.FindAsync(open)).State, (await world.FindAsync(open)).Attempts[^1].Reason));
        Assert.Equal(4, _webhook.Messages.Count);
    }

    [Fact]
    public async Task A_success_in_between_clears_it()
    {
        await using var world = await StartAsync();
        var to = await SubscribeAsync(world, Contact);
        await FailAsync(world, to, 1);
        world.Time.Advance(TimeSpan.FromHours(13));
        await FailAsync(world, to, 2);
        _webhook.Outcome = AttemptOutcome.Sent(200);
        await FailAsync(world, to, 3);
        Assert.Null((await StoredAsync(world, to)).Failing);
        _webhook.Outcome = AttemptOutcome.Transient(AttemptReason.Timeout);
        world.Time.Advance(TimeSpan.FromHours(120));

        await FailAsync(world, to, 4);

        Assert.Equal(SubscriptionState.Active, (await StoredAsync(world, to)).Subscription.State);
    }

    [Fact]
    public async Task Many_failures_write_the_subscription_once()
    {
        await using var world = await StartAsync();
        var to = await SubscribeAsync(world, Contact);
        await FailAsync(world, to, 1);
        var first = (await StoredAsync(world, to)).ETag;
        for (var sequence = 2; sequence < 6; sequence++)
            await FailAsync(world, to, sequence);

        Assert.Equal(first, (await StoredAsync(world, to)).ETag);
    }

    [Fact]
    public async Task Without_a_contact_the_operator_is_told_and_without_either_nobody()
    {
        foreach (var (setting, expected) in new[] { ("operator@example.org", 1), ("", 0) })
        {
            var before = _mail.Messages.Count;
            await using var world = await StartAsync(setting);
            var to = await SubscribeAsync(world, null);
            foreach (var hours in (int[])[0, 13, 120])
            {
                await FailAsync(world, to, hours + 1);
                world.Time.Advance(TimeSpan.FromHours(hours == 0 ? 13 : 107));
            }

            await world.DrainAsync();

            Assert.Equal(DisabledReason.Failing, (await StoredAsync(world, to)).Disabled);
            Assert.Equal(expected, _mail.Messages.Count - before);
            Assert.All(_mail.Messages, message => Assert.Equal("operator@example.org", message.To));
        }
    }

    private Task<DeliveryWorld> StartAsync(string operatorEmail = "") => DeliveryWorld.StartAsync(azurite, builder =>
    {
        builder.Configuration["Notifier:OperatorEmail"] = operatorEmail;
        builder.Services.RemoveAll<IChannel>().AddSingleton<IChannel>(_webhook).AddSingleton<IChannel>(_mail);
    });

    private static async Task<StoredSubscription> SubscribeAsync(DeliveryWorld world, string? contact)
    {
        var to = await world.SubscribeAsync("https://hooks.example.org/secret-path");
        Assert.True(await world.Subscriptions.ReplaceAsync(to with { ETag = (await StoredAsync(world, to)).ETag, Subscription = to.Subscription with { Channel = to.Subscription.Channel with { Contact = contact } } }, CancellationToken.None));
        return await StoredAsync(world, to);
    }

    /// <summary>One attempt of one more warning.</summary>
    private static async Task FailAsync(DeliveryWorld world, StoredSubscription to, int sequence)
    {
        var delivery = await world.DeliverAsync(WarningSamples.Of(sequence: sequence), to);
        await world.Get<QueueStore>().Queue(QueueName.Deliver).ClearMessagesAsync();
        await world.Get<Deliverer>().HandleAsync(QueueMessages.Deliver(delivery.Shard, delivery.Id), CancellationToken.None);
    }

    private static async Task<StoredSubscription> StoredAsync(DeliveryWorld world, StoredSubscription to) =>
        (await world.Subscriptions.FindAsync(to.Id, CancellationToken.None))!;
}
