using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notifier.Core.Deliveries;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Webhook;

/// <summary>
/// Proves that a URL's owner wants warnings there: the answer to a challenge is 2xx and contains it, as plain text or as
/// <c>{"challenge": …}</c>. Derived from the subscription, so that it is stored nowhere.
/// </summary>
internal sealed class WebhookChallenge(LinkKey key)
{
    /// <summary>More of an answer is not read.</summary>
    private const int LongestAnswer = 16 * 1024;

    public async Task<string> OfAsync(string subscriptionId, CancellationToken cancellation) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(await key.ReadAsync(cancellation), Encoding.UTF8.GetBytes("challenge|" + subscriptionId)).AsSpan(0, 16));

    public async Task<AttemptOutcome> JudgeAsync(HttpResponseMessage answer, string subscriptionId, CancellationToken cancellation)
    {
        var status = (int)answer.StatusCode;
        var (text, whole) = await ReadAsync(answer, cancellation);
        if (!whole)
            return AttemptOutcome.Transient(AttemptReason.AnswerTooLarge, status);
        return Holds(text, await OfAsync(subscriptionId, cancellation))
            ? AttemptOutcome.Sent(status)
            : AttemptOutcome.Transient(AttemptReason.Rejected, status);
    }

    private static async Task<(string Text, bool Whole)> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LongestAnswer + 1];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return (Encoding.UTF8.GetString(buffer, 0, Math.Min(read, LongestAnswer)), read <= LongestAnswer);
    }

    private static bool Holds(string text, string challenge)
    {
        if (text.Trim('\uFEFF', ' ', '\t', '\r', '\n') == challenge)
            return true;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("challenge", out var given)
                && given.ValueKind == JsonValueKind.String && given.GetString() == challenge;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
