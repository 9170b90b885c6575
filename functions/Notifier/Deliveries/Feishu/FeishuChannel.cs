using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Chat;
using Notifier.Outgoing;

namespace Notifier.Deliveries.Feishu;

/// <summary>Writes to a bot of a Feishu (Lark) group.</summary>
/// <param name="clock">Real time: Feishu compares the timestamp with its own.</param>
internal sealed class FeishuChannel(ChatWriter writer, ChatPacing pacing, ChatPost post, OutgoingOptions outgoing, TimeProvider clock) : IChannel
{
    /// <summary>
    /// Feishu takes 5 a second and 100 a minute of one bot. 4 at once and 95 more a minute are at most 5 in any second (4 + 1.58) and
    /// 99 in any minute.
    /// </summary>
    public static readonly ChatPace Pace = new(4, TimeSpan.FromMinutes(1) / 95);

    public ChannelType Type => ChannelType.Feishu;

    public async Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation)
    {
        var channel = message.Subscription.Channel;
        if (!WebhookUrl.TryParse(channel.Target, outgoing.AllowPrivateTargets, out var url, out _) || FeishuBot.Problem(url, outgoing.AllowPrivateTargets).Length > 0)
            return AttemptOutcome.Permanent(AttemptReason.NotConfigured);
        if (await writer.WriteAsync(message, cancellation) is not { } content)
            return AttemptOutcome.Permanent(AttemptReason.NotConfigured);
        if (await pacing.WaitAsync(channel.Target, Pace, cancellation) is { } later)
            return AttemptOutcome.Transient(AttemptReason.Throttled, retryAfter: later);
        var body = FeishuCard.Write(content, string.IsNullOrEmpty(channel.Secret) ? null : channel.Secret, clock.GetUtcNow());
        return await post.SendAsync(url.Value, body, (answer, text) => FeishuAnswer.Judge(answer, text, clock.GetUtcNow()), cancellation);
    }
}
