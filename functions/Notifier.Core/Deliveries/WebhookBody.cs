using System.Globalization;
using System.Text;
using Notifier.Core.Episodes;
using Notifier.Core.Warnings;

namespace Notifier.Core.Deliveries;

/// <summary>Bodies of webhooks: <c>{"type","timestamp","data"}</c> as Standard Webhooks recommends. The same for every attempt.</summary>
public static class WebhookBody
{
    public const string ChallengeType = "notifier.challenge";

    /// <summary><c>notifier.warning.&lt;kind&gt;</c> with the warning as data.</summary>
    /// <param name="recorded">When the warning was recorded.</param>
    public static byte[] Of(Warning warning, DateTimeOffset recorded) =>
        Envelope($"notifier.warning.{warning.Kind.Word()}", recorded, WarningJson.Write(warning));

    /// <summary><c>notifier.challenge</c>: the receiver proves that it wants this by answering 2xx with the challenge.</summary>
    /// <param name="challenge">Hexadecimal digits.</param>
    /// <param name="subscription">Hexadecimal digits.</param>
    public static byte[] Challenge(string challenge, string subscription, DateTimeOffset requested) =>
        Envelope(ChallengeType, requested, Encoding.ASCII.GetBytes($$"""{"challenge":"{{challenge}}","subscription":"{{subscription}}"}"""));

    private static byte[] Envelope(string type, DateTimeOffset timestamp, ReadOnlySpan<byte> data)
    {
        var time = timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return [.. Encoding.ASCII.GetBytes($$"""{"type":"{{type}}","timestamp":"{{time}}","data":"""), .. data, (byte)'}'];
    }
}
