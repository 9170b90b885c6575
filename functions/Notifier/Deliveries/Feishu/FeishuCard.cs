using System.Buffers;
using System.Text.Json;
using Notifier.Core.Deliveries;
using Notifier.Core.Warnings;
using Notifier.Deliveries.Chat;

namespace Notifier.Deliveries.Feishu;

/// <summary>
/// A message as an interactive card: its header has the colour of the severity, every text is <c>plain_text</c>, in which nothing is
/// markup. Feishu takes 20 KB; what is longer is cut between code points.
/// Source: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
/// </summary>
internal static class FeishuCard
{
    public const int LongestBody = 20_000;

    private const int LongestTitle = 600;
    private const int LongestFoot = 1_500;

    // {"tag":"div","text":{"tag":"plain_text","content":""}}, around each line.
    private const int LineFrame = 60;

    private static readonly JsonWriterOptions Writing = new() { Encoder = ChatText.Encoder };

    /// <param name="secret">The bot's; null where it has none.</param>
    /// <param name="now">Real time: Feishu refuses a signature that is more than an hour away.</param>
    public static byte[] Write(ChatContent content, string? secret, DateTimeOffset now)
    {
        var room = LongestBody - Write(content with { Lines = [] }, [], secret, now).Length;
        return Write(content, Fitting(content.Lines, room), secret, now);
    }

    /// <summary>Lines until there is no room; the one that does not fit is cut, and what comes after it is left out.</summary>
    private static IEnumerable<string> Fitting(IReadOnlyList<string> lines, int room)
    {
        foreach (var line in lines)
        {
            if (room <= LineFrame + 20)
                yield break;
            var fitting = ChatText.Cut(line, room - LineFrame);
            room -= LineFrame + ChatText.Bytes(fitting);
            yield return fitting;
        }
    }

    private static byte[] Write(ChatContent content, IEnumerable<string> lines, string? secret, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Writing);
        json.WriteStartObject();
        if (secret is not null)
        {
            var timestamp = StandardWebhookSignature.TimestampText(now);
            json.WriteString("timestamp", timestamp);
            json.WriteString("sign", FeishuSignature.Sign(timestamp, secret));
        }

        json.WriteString("msg_type", "interactive");
        json.WriteStartObject("card");
        json.WriteStartObject("config");
        json.WriteBoolean("wide_screen_mode", true);
        json.WriteEndObject();
        json.WriteStartObject("header");
        json.WriteString("template", Color(content));
        WriteText(json, "title", ChatText.Cut(content.Title, LongestTitle));
        json.WriteEndObject();
        json.WriteStartArray("elements");
        WriteElements(json, content, lines);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteElements(Utf8JsonWriter json, ChatContent content, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("tag", "div");
            WriteText(json, "text", line);
            json.WriteEndObject();
        }

        json.WriteStartObject();
        json.WriteString("tag", "action");
        json.WriteStartArray("actions");
        foreach (var (index, button) in content.Buttons.Index())
        {
            json.WriteStartObject();
            json.WriteString("tag", "button");
            WriteText(json, "text", button.Text);
            json.WriteString("type", index == 0 ? "primary" : "default");
            json.WriteString("url", button.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("tag", "note");
        json.WriteStartArray("elements");
        json.WriteStartObject();
        json.WriteString("tag", "plain_text");
        json.WriteString("content", ChatText.Cut(content.Foot, LongestFoot));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("tag", "plain_text");
        json.WriteString("content", text);
        json.WriteEndObject();
    }

    /// <summary>The colours that a header can have; those of the severities are China's national warning scale.</summary>
    private static string Color(ChatContent content) => content switch
    {
        { Clear: true } => "green",
        { Severity: Severity.Minor } => "blue",
        { Severity: Severity.Moderate } => "yellow",
        { Severity: Severity.Severe } => "orange",
        { Severity: Severity.Extreme } => "red",
        _ => "grey",
    };
}
