using Notifier.Deliveries.Mailbox;

namespace Notifier.Cli.Replay;

/// <summary>Everything that a replay needs, running: a source, the service, a subscriber by mail and one by webhook in another process.</summary>
internal sealed class ReplaySetting : IAsyncDisposable
{
    private const string Address = "supply-chain@example.org";
    private const string Policy = "policy-feed";

    private ReplaySetting(SimulatedTime clock, SourceServer source, ReceiverProcess receiver, ReplayHost host) =>
        (Clock, Source, Receiver, Host, Ledger) = (clock, source, receiver, host, new ReplayLedger(host.StorageOptions, host.StorageClients, clock));

    public SimulatedTime Clock { get; }

    public SourceServer Source { get; }

    public ReceiverProcess Receiver { get; }

    public ReplayHost Host { get; }

    public ReplayLedger Ledger { get; }

    public string MailSubscription { get; private set; } = "";

    public string WebhookSubscription { get; private set; } = "";

    public static async Task<ReplaySetting> StartAsync(ReplayInput input, int port, string receiverLog, TextWriter progress, CancellationToken cancellation)
    {
        var clock = new SimulatedTime(ReplayDay.Of(input.Series, [], everyDay: false)[0].PricesPolled.AddHours(-1));
        var source = await SourceServer.StartAsync(input.Series.Select(one => new PriceApi(one.Series, one.History)), new PolicyFeed(PolicyNotice.All), cancellation);
        try
        {
            var receiver = await ReceiverProcess.StartAsync(receiverLog, cancellation);
            try
            {
                return new ReplaySetting(clock, source, receiver, await ReplayHost.StartAsync(port, clock, progress, cancellation));
            }
            catch
            {
                await receiver.DisposeAsync();
                throw;
            }
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets the service up as its user would: over HTTP, with the link in the mail followed.</summary>
    public async Task ComposeAsync(ReplayInput input, CancellationToken cancellation)
    {
        using var api = new ReplayApi(Host.Address, Host.AdminKey);
        for (var index = 0; index < input.Series.Count; index++)
            await api.PutPricesAsync($"price-api-{index + 1}", input.Series[index].Series, new Uri(Source.Address, "prices/" + input.Series[index].Series.Id), cancellation);
        await api.PutPolicyAsync(Policy, new Uri(Source.Address, "policy.atom"), cancellation);
        foreach (var rule in input.Rules)
            await api.PutRuleAsync(rule, cancellation);
        MailSubscription = await api.SubscribeMailAsync(Address, cancellation);
        (WebhookSubscription, var secret) = await api.SubscribeWebhookAsync(Receiver.Address, cancellation);
        await Receiver.UseAsync(secret);
        await Host.DrainAsync(cancellation);
        await api.ConfirmAsync(await ConfirmationLinkAsync(cancellation), cancellation);
        await Host.DrainAsync(cancellation);
    }

    /// <summary>The deliveries that lie in the subscriber's mailbox, oldest first, without the mail that asked for the confirmation.</summary>
    public async Task<IReadOnlyList<MailboxMail>> WarningMailsAsync(CancellationToken cancellation) =>
        [.. (await Ledger.MailsAsync(Address, cancellation)).Reverse().Skip(1)];

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Receiver.DisposeAsync();
        await Source.DisposeAsync();
    }

    private async Task<Uri> ConfirmationLinkAsync(CancellationToken cancellation)
    {
        var mail = (await Ledger.MailsAsync(Address, cancellation)).Single();
        var text = (await Ledger.ReadAsync(mail, cancellation)).Text;
        return new Uri(text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).First(word => word.StartsWith(Host.Address.ToString(), StringComparison.Ordinal)));
    }
}
