using System.Net.Http;
using System.Net.Http.Headers;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Outgoing;

namespace Notifier.Deliveries.Webhook;

/// <summary>Posts JSON, signed as Standard Webhooks says. Follows no redirect, and connects to judged addresses only.</summary>
internal sealed class WebhookChannel(IHttpClientFactory clients, WebhookChallenge challenge, OutgoingOptions outgoing, TimeProvider clock) : IChannel
{
    public const string Client = "webhook";

    /// <summary>For the whole attempt, the answer included; within the 15 to 30 s that Standard Webhooks recommends.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public ChannelType Type => ChannelType.Webhook;

    public async Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation)
    {
        var channel = message.Subscription.Channel;
        if (!WebhookUrl.TryParse(channel.Target, outgoing.AllowPrivateTargets, out var url, out _) || Secrets(channel.Secret) is not { Length: > 0 } secrets)
            return AttemptOutcome.Permanent(AttemptReason.NotConfigured);
        using var timer = new CancellationTokenSource(Timeout, clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            using var request = Request(url, message.DeliveryId, await BodyAsync(message, cancellation), secrets);
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            var outcome = WebhookAnswer.Judge(answer, clock.GetUtcNow());
            return outcome.Result == AttemptResult.Sent && message.Kind == DeliveryKind.Challenge
                ? await challenge.JudgeAsync(answer, message.Subscription.Id, deadline.Token)
                : outcome;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && HttpFailure.Judge(failure) is { } outcome)
        {
            return outcome;
        }
    }

    private async Task<byte[]> BodyAsync(ChannelMessage message, CancellationToken cancellation) =>
        message.Warning is { } warning
            ? WebhookBody.Of(warning.Warning, warning.Recorded)
            : WebhookBody.Challenge(await challenge.OfAsync(message.Subscription.Id, cancellation), message.Subscription.Id, message.Created);

    private HttpRequestMessage Request(WebhookUrl url, string id, byte[] body, WebhookSecret[] secrets)
    {
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, url.Value) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(StandardWebhookSignature.IdHeader, id);
        request.Headers.Add(StandardWebhookSignature.TimestampHeader, StandardWebhookSignature.TimestampText(now));
        request.Headers.Add(StandardWebhookSignature.SignatureHeader, StandardWebhookSignature.Sign(id, now, body, secrets));
        return request;
    }

    /// <summary>One, or two separated by a space while the owner replaces it.</summary>
    private static WebhookSecret[] Secrets(string? texts) =>
        [.. (texts ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => WebhookSecret.TryParse(text, out var secret) ? secret : null).OfType<WebhookSecret>()];
}
