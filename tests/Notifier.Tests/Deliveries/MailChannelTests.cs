using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Mail.Charts;
using Notifier.Deliveries.Suppressions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>Which addresses a mail goes to, whatever carries it.</summary>
public sealed class MailChannelTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_address_that_is_none_is_refused_and_the_others_of_the_batch_are_told()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite, builder =>
        {
            foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("Email", "sendgrid"), ("PublicUrl", "https://warnings.example.org")])
                builder.Configuration[$"Notifier:{key}"] = value;
            foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("ApiKey", "SG.x"), ("From", "sender@example.org"), ("Host", sendGrid.Host)])
                builder.Configuration[$"SendGrid:{key}"] = value;
            builder.Services.Replace(ServiceDescriptor.Singleton<ChartSource>(static (_, _) => Task.FromResult<SeriesChart?>(MailSamples.Chart)));
        });
        string[] addresses =
        [
            "reader@bücher.example", "a@example.org\r\nBcc: victim@example.org", new string('a', 60) + "@" + string.Join('.', Enumerable.Repeat(new string('b', 51), 5)) + ".example",
            "A <a@example.org>", "a@example.org,b@example.org", "suppressed@example.org", "Fine@Example.org",
        ];
        await world.Get<SuppressionList>().AddAsync("suppressed@example.org", SuppressionReason.Complained, null, CancellationToken.None);

        var outcomes = await world.Get<MailChannel>().SendAsync([.. addresses.Select(Message)], CancellationToken.None);

        var rejected = AttemptOutcome.Permanent(AttemptReason.Rejected);
        Assert.InRange(addresses[2].Length, 320, 330);
        Assert.Equal([AttemptOutcome.Sent(202), rejected, rejected, rejected, rejected, AttemptOutcome.Permanent(AttemptReason.Suppressed), AttemptOutcome.Sent(202)], outcomes);
        Assert.Equal(["reader@xn--bcher-kva.example", "Fine@example.org"], sendGrid.Letters.Select(letter => letter.To));
        Assert.Empty(sendGrid.Findings);
    }

    private static ChannelMessage Message(string address, int index)
    {
        var message = MailSamples.Message(WarningSamples.Of(), index + 1, "en");
        return message with { Subscription = message.Subscription with { Channel = new Channel(ChannelType.Email, address) } };
    }
}
