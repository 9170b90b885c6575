using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Core.Deliveries;

/// <summary>
/// What a webhook is told, the same for every attempt, in either of two forms: <c>{"type","timestamp","data"}</c> as Standard
/// Webhooks recommends, or a CloudEvent. Types are the same words in both; no domain is claimed for them.
/// </summary>
/// <param name="Type">For example <c>notifier.warning.opened</c>.</param>
/// <param name="Subject">What it is about: a series, for entries their source, or a subscription; null for several.</param>
/// <param name="Data">JSON.</param>
public sealed record WebhookBody(string Type, DateTimeOffset Time, string? Subject, ReadOnlyMemory<byte> Data)
{
    public const string ChallengeType = "notifier.challenge";
    public const string SummaryType = "notifier.summary";
    public const string TestType = "notifier.test";

    /// <summary>
    /// What a body never exceeds, except where one warning alone does: 64 KiB, up to which every part that hands CloudEvents on has
    /// to take one (CloudEvents 1.0, Size Limits).
    /// </summary>
    public const int LongestBody = 64 * 1024;

    internal static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The episode of a single warning, and the warning's place in it; null for the other types.</summary>
    public (string Id, int Sequence)? Episode { get; init; }

    /// <summary><c>notifier.warning.&lt;kind&gt;</c> with the warning as data.</summary>
    /// <param name="recorded">When the warning was recorded.</param>
    public static WebhookBody Of(Warning warning, DateTimeOffset recorded) =>
        new($"notifier.warning.{warning.Kind.Word()}", recorded, warning.Series, WarningJson.Write(warning)) { Episode = (warning.Episode, warning.Sequence) };

    /// <summary><c>notifier.summary</c>: several warnings, the worst first, cut where they are too long.</summary>
    /// <param name="created">When the summary was made.</param>
    /// <param name="rest">Where those are read that had no room.</param>
    public static WebhookBody Of(WarningSummary summary, DateTimeOffset created, string rest) =>
        new(SummaryType, created, null, SummaryData.Write(summary, rest));

    /// <summary><c>notifier.challenge</c>: the receiver proves that it wants this by answering 2xx with the challenge.</summary>
    /// <param name="challenge">Hexadecimal digits.</param>
    /// <param name="subscription">Hexadecimal digits.</param>
    public static WebhookBody Challenge(string challenge, string subscription, DateTimeOffset requested) =>
        new(ChallengeType, requested, subscription, Encoding.ASCII.GetBytes($$"""{"challenge":"{{challenge}}","subscription":"{{subscription}}"}"""));

    /// <summary><c>notifier.test</c>: asked for by the owner, to be looked at and forgotten.</summary>
    /// <param name="subscription">Hexadecimal digits.</param>
    public static WebhookBody Test(string subscription, DateTimeOffset requested) =>
        new(TestType, requested, subscription, Encoding.ASCII.GetBytes($$"""{"subscription":"{{subscription}}","message":"A test: nothing has happened. Warnings come to this address in the same form."}"""));

    /// <param name="id">Of the delivery: the same for every attempt.</param>
    /// <param name="source">Where this service is: a URI.</param>
    public byte[] Write(WebhookForm form, string id, string source) => form == WebhookForm.CloudEvents ? CloudEvent.Write(this, id, source) : Native();

    /// <summary>As Standard Webhooks recommends.</summary>
    public byte[] Native() => [.. Encoding.ASCII.GetBytes($$"""{"type":"{{Type}}","timestamp":"{{TimeText}}","data":"""), .. Data.Span, (byte)'}'];

    /// <summary>RFC 3339, UTC.</summary>
    internal string TimeText => Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
