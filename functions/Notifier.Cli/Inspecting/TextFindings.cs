using System.Globalization;
using System.Text.Json;
using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Quantities;
using Notifier.Core.Entries.Topics;

namespace Notifier.Cli.Inspecting;

/// <summary>What was understood of a text, as JSON and as lines for people.</summary>
internal static class TextFindings
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<TopicHit> topics, IReadOnlyList<Quantity> quantities, IReadOnlyList<PolicyDate> dates)
    {
        writer.WriteStartArray("topics");
        foreach (var topic in topics)
            Write(writer, topic);
        writer.WriteEndArray();
        writer.WriteStartArray("quantities");
        foreach (var quantity in quantities)
            QuantityJson.Write(writer, quantity);
        writer.WriteEndArray();
        writer.WriteStartArray("dates");
        foreach (var date in dates)
            Write(writer, date);
        writer.WriteEndArray();
    }

    public static string Word(PolicyDateKind kind) => kind.ToString().ToLowerInvariant();

    public static string Day(PolicyDate date) =>
        date.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        ?? (date.DaysAfterPublication is { } days ? string.Create(CultureInfo.InvariantCulture, $"{days} days after publication") : date.Text);

    /// <summary>For example <c>factor 11 or 10 up lithium_carbonate “涨了10倍”</c>.</summary>
    public static string Line(Quantity quantity)
    {
        var number = quantity.Type switch
        {
            QuantityType.FromTo => $"{Plain(quantity.From)} to {Plain(quantity.To)}",
            QuantityType.Range => $"{Plain(quantity.Low)} – {Plain(quantity.High)}",
            _ when quantity.Ambiguous => $"{Plain(quantity.Value)} or {Plain(quantity.Alt)}",
            _ => Plain(quantity.Value),
        };
        string?[] parts = [QuantityJson.Word(quantity.Type), quantity.Cmp, quantity.Bound, number, quantity.Unit, quantity.Direction?.ToString().ToLowerInvariant(), quantity.Subject, $"“{quantity.Text}”"];
        return string.Join(' ', parts.Where(part => part is not null));
    }

    private static void Write(Utf8JsonWriter writer, TopicHit topic)
    {
        writer.WriteStartObject();
        writer.WriteString("id", topic.Topic);
        writer.WriteNumber("score", topic.Score);
        writer.WriteStartArray("terms");
        foreach (var term in topic.Terms)
        {
            writer.WriteStartObject();
            writer.WriteString("term", term.Term);
            writer.WriteString("in", term.InTitle ? "title" : "text");
            writer.WriteNumber("start", term.Start);
            writer.WriteNumber("length", term.Length);
            writer.WriteString("sentence", term.Sentence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PolicyDate date)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", Word(date.Kind));
        writer.WriteString("date", date.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (date.DaysAfterPublication is { } days)
            writer.WriteNumber("daysAfterPublication", days);
        writer.WriteString("text", date.Text);
        writer.WriteNumber("start", date.Start);
        writer.WriteNumber("length", date.Length);
        writer.WriteString("sentence", date.Sentence);
        writer.WriteEndObject();
    }

    private static string Plain(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
