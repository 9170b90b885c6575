using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Notifier.Core.Deliveries;

/// <summary>
/// A body as a CloudEvent 1.0 in structured mode: one JSON object with the attributes beside the data.
/// Source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md and formats/json-format.md.
/// </summary>
public static class CloudEvent
{
    /// <summary>The media type of structured mode.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>
    /// The extension <c>sequence</c> has to be ordered as text, so it has leading zeros; it counts within the extension <c>episode</c>.
    /// </summary>
    private const string SequenceFormat = "D10";

    public static byte[] Write(WebhookBody body, string id, string source)
    {
        var buffer = new ArrayBufferWriter<byte>(body.Data.Length + 512);
        using var json = new Utf8JsonWriter(buffer, WebhookBody.Writing);
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", Allowed(id));
        json.WriteString("source", Allowed(source));
        json.WriteString("type", body.Type);
        json.WriteString("time", body.TimeText);
        // An attribute must not be empty: what is not known is left out.
        if (Allowed(body.Subject ?? "") is { Length: > 0 } subject)
            json.WriteString("subject", subject);
        if (body.Episode is { } episode)
        {
            json.WriteString("episode", episode.Id);
            json.WriteString("sequence", episode.Sequence.ToString(SequenceFormat, CultureInfo.InvariantCulture));
        }

        json.WriteString("datacontenttype", "application/json");
        json.WritePropertyName("data");
        json.WriteRawValue(body.Data.Span, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Without what the value of an attribute must not hold: control characters, noncharacters, halves of pairs.</summary>
    private static string Allowed(string text)
    {
        var allowed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF) && rune != Rune.ReplacementChar)
                allowed.Append(rune.ToString());
        }

        return allowed.ToString();
    }
}
