using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>Whatever happens to a delivery, no address, path, query, secret or key is in a log, in an attempt or in its row.</summary>
public sealed class SecrecyTests(AzuriteFixture azurite)
{
    private const string Key = "SG.a-key-that-nobody-sees";
    private const string Address = "very-private-reader@example.org";

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(410)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task A_webhook_keeps_its_URL_and_secret_to_itself(int status)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(status, response => response.Headers.Location = receiver.Url);
        if (status == 0)
        {
            receiver.Answer = static (context, _) =>
            {
                context.Abort();
                return Task.CompletedTask;
            };
        }

        await using var world = await DeliveryWorld.StartAsync(azurite, Verbose);
        await TellAsync(world, receiver.Url, ChannelType.Webhook);

        await KeptAsync(world, "path-secret", "query-secret", DeliveryWorld.Secret, DeliveryWorld.Secret[6..]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/path-secret?key=query-secret")]
    [InlineData("https://hooks.invalid/path-secret?key=query-secret")]
    [InlineData("https://169.254.169.254/path-secret?key=query-secret")]
    [InlineData("not a url path-secret query-secret")]
    public async Task A_webhook_that_is_not_reached_keeps_it_too(string url)
    {
        await using var world = await DeliveryWorld.StartAsync(azurite, Verbose);
        await TellAsync(world, url, ChannelType.Webhook);

        await KeptAsync(world, "path-secret", "query-secret", DeliveryWorld.Secret);
    }

    [Fact]
    public async Task The_mailbox_keeps_the_address_to_itself()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite, Verbose);
        await TellAsync(world, Address, ChannelType.Email);

        Assert.NotEmpty(await world.RowsAsync(TableName.Mailbox));
        await KeptAsync(world, Address, "very-private-reader", "?token=");
    }

    [Theory]
    [InlineData(202)]
    [InlineData(400)]
    [InlineData(503)]
    public async Task SendGrid_keeps_the_address_and_the_key_to_itself(int status)
    {
        await using var standIn = await SendGridStandIn.StartAsync();
        standIn.Status = status;
        await using var world = await DeliveryWorld.StartAsync(azurite, builder =>
        {
            Verbose(builder);
            builder.Configuration["Notifier:Email"] = "sendgrid";
            builder.Configuration["SendGrid:ApiKey"] = Key;
            builder.Configuration["SendGrid:From"] = "sender@example.org";
            builder.Configuration["SendGrid:Host"] = standIn.Host;
        });
        await TellAsync(world, Address, ChannelType.Email);

        Assert.Single(standIn.Requests);
        await KeptAsync(world, Address, "very-private-reader", Key, "?token=");
    }

    [Fact]
    public async Task A_channel_that_breaks_tells_only_how()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite, builder =>
        {
            Verbose(builder);
            builder.Services.AddSingleton<IChannel>(new Broken());
            foreach (var other in builder.Services.Where(service => service.ServiceType == typeof(IChannel) && service.ImplementationInstance is not Broken).ToList())
                builder.Services.Remove(other);
        });
        var delivery = await TellAsync(world, Address, ChannelType.Email);

        Assert.Equal((DeliveryState.Waiting, AttemptReason.Interrupted), (delivery.State, delivery.Attempts[0].Reason));
        Assert.Contains(world.Lines.All, line => line.Contains("broke with InvalidOperationException", StringComparison.Ordinal));
        await KeptAsync(world, Address);
    }

    private static void Verbose(IHostApplicationBuilder builder) => builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));

    private static async Task<Delivery> TellAsync(DeliveryWorld world, string target, ChannelType type)
    {
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(target, type));
        await world.DrainAsync();
        return await world.FindAsync(delivery);
    }

    private static async Task KeptAsync(DeliveryWorld world, params string[] secrets)
    {
        var rows = (await world.RowsAsync(TableName.Deliveries)).Select(row => string.Join(' ', row.Select(property => property.Value)));
        var lines = world.Lines.All;

        Assert.Contains(lines, line => line.Contains("attempt 1", StringComparison.Ordinal));
        foreach (var secret in secrets)
            Assert.DoesNotContain(lines.Concat(rows), text => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private sealed class Broken : IChannel
    {
        public ChannelType Type => ChannelType.Email;

        public Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation) =>
            throw new InvalidOperationException($"could not send to {message.Subscription.Channel.Target}");
    }
}
