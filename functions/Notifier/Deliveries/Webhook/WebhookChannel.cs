using System.Net.Http;
using System.Net.Http.Headers;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Outgoing;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Webhook;

/// <summary>Posts JSON, signed as Standard Webhooks says. Follows no redirect, and connects to judged addresses only.</summary>
/// <param name="clock">Real time: receivers compare the timestamp with their own.</param>
/// <param name="time">The application's: when a replaced secret ends.</param>
internal sealed class WebhookChannel(
    IHttpClientFactory clients, WebhookChallenge challenge, PublicLinks links, OutgoingOptions outgoing, TimeProvider clock, TimeProvider time) : IChannel
{
    public const string Client = "webhook";

    /// <summary>For the whole attempt, the answer included; within the 15 to 30 s that Standard Webhooks recommends.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public ChannelType Type => ChannelType.Webhook;

    public async Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation)
    {
        var channel = message.Subscription.Channel;
        if (!WebhookUrl.TryParse(channel.Target, outgoing.AllowPrivateTargets, out var url, out _) || Secrets(channel) is not { Length: > 0 } secrets)
            return AttemptOutcome.Permanent(AttemptReason.NotConfigured);
        if (await BodyAsync(message, cancellation) is not { } body)
            return AttemptOutcome.Permanent(AttemptReason.NotConfigured);
        using var timer = new CancellationTokenSource(Timeout, clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            using var request = Request(url, message.DeliveryId, channel.Form, body.Write(channel.Form, message.DeliveryId, links.Base), secrets);
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

    /// <summary>Null for what is told by mail only.</summary>
    private async Task<WebhookBody?> BodyAsync(ChannelMessage message, CancellationToken cancellation) => message switch
    {
        { Warning: { } warning } => WebhookBody.Of(warning.Warning, warning.Recorded),
        { Summary: { } summary } => WebhookBody.Of(summary, message.Created, links.Warnings),
        { Kind: DeliveryKind.Challenge } => WebhookBody.Challenge(await challenge.OfAsync(message.Subscription.Id, cancellation), message.Subscription.Id, message.Created),
        { Kind: DeliveryKind.Test } => WebhookBody.Test(message.Subscription.Id, message.Created),
        _ => null,
    };

    private HttpRequestMessage Request(WebhookUrl url, string id, WebhookForm form, byte[] body, WebhookSecret[] secrets)
    {
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, url.Value) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(form == WebhookForm.CloudEvents ? CloudEvent.MediaType : "application/json", "utf-8");
        request.Headers.Add(StandardWebhookSignature.IdHeader, id);
        request.Headers.Add(StandardWebhookSignature.TimestampHeader, StandardWebhookSignature.TimestampText(now));
        request.Headers.Add(StandardWebhookSignature.SignatureHeader, StandardWebhookSignature.Sign(id, now, body, secrets));
        return request;
    }

    private WebhookSecret[] Secrets(Channel channel) =>
        [.. channel.SigningSecrets(time.GetUtcNow()).Select(text => WebhookSecret.TryParse(text, out var secret) ? secret : null).OfType<WebhookSecret>()];
}
