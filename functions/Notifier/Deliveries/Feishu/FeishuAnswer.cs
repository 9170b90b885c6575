using System.Net.Http;
using System.Text.Json;
using Notifier.Core.Deliveries;
using Notifier.Deliveries.Webhook;

namespace Notifier.Deliveries.Feishu;

/// <summary>
/// What Feishu's answer means. Its errors come with HTTP 200 (some with 400) and a number in <c>code</c>, in the old form in
/// <c>StatusCode</c>. A secret or an allowed address that is wrong passes, because its owner can set it right within a day; a
/// message that Feishu cannot read never will be.
/// Source: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot (error codes) and generic-error-code.
/// </summary>
internal static class FeishuAnswer
{
    /// <summary>Feishu's limit is counted over a minute.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <param name="now">Real time, which a date in Retry-After means.</param>
    public static AttemptOutcome Judge(HttpResponseMessage answer, string body, DateTimeOffset now)
    {
        var byStatus = WebhookAnswer.Judge(answer, now);
        var status = (int)answer.StatusCode;
        // Neither in a redirect nor in a failure of a server in between is Feishu's own word.
        if (status is not (200 or 400) || CodeOf(body) is not { } code)
            return byStatus.Result == AttemptResult.Sent ? AttemptOutcome.Transient(AttemptReason.Rejected, status) : byStatus;
        return code switch
        {
            0 => status == 200 ? AttemptOutcome.Sent(status) : byStatus,
            // The address names no bot: it was removed from its group.
            19001 => AttemptOutcome.Permanent(AttemptReason.Gone, status, disableChannel: true),
            // The message is not as Feishu wants it (9499, 19002, 11246), or lacks the word that the group asks for (19024).
            9499 or 19002 or 11246 or 19024 => AttemptOutcome.Permanent(AttemptReason.Rejected, status),
            // The signature does not fit or is too old; our address is not among those allowed.
            19021 or 19022 => AttemptOutcome.Transient(AttemptReason.Unauthorized, status),
            // Too many messages: of this bot, or of all.
            11232 or 99991400 => AttemptOutcome.Transient(AttemptReason.Throttled, status, WebhookAnswer.RetryAfter(answer.Headers, now) ?? Minute),
            _ => AttemptOutcome.Transient(AttemptReason.Rejected, status),
        };
    }

    /// <summary>Null where it is no answer of Feishu.</summary>
    private static long? CodeOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind != JsonValueKind.Object ? null : Number(json.RootElement, "code") ?? Number(json.RootElement, "StatusCode");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
