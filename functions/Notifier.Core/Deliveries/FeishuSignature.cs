using System.Security.Cryptography;
using System.Text;

namespace Notifier.Core.Deliveries;

/// <summary>
/// How a message to a bot of a Feishu (Lark) group is signed: base64 of HMAC-SHA256 with the key <c>timestamp\nsecret</c> over
/// nothing; Feishu refuses a timestamp that is more than an hour away.
/// Source: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
/// </summary>
public static class FeishuSignature
{
    /// <param name="timestamp">As <see cref="StandardWebhookSignature.TimestampText"/> writes it: seconds since 1970.</param>
    public static string Sign(string timestamp, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\n{secret}"), ReadOnlySpan<byte>.Empty));
}
