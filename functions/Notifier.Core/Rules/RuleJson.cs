using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Rules;

/// <summary>
/// The canonical text of a rule: the full form in one order of members, defaults left out, conditions in their canonical
/// text, on one line. Reading it gives the same text again. The API returns it and <see cref="Rule.Version"/> hashes it.
/// </summary>
public static class RuleJson
{
    // Comparison signs and Chinese stay readable. The text is served as JSON only; a page escapes what it shows.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Rule rule)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            writer.WriteString("title", rule.Title);
            if (rule.Entry is null)
                WriteSeriesPart(writer, rule);
            else
                WriteEntryPart(writer, rule.Entry);
            WriteDuration(writer, "remind", rule.Remind);
            WriteDuration(writer, "tick", rule.Tick);
            if (rule.Arm)
                writer.WriteString("onCreate", "arm");
            WriteTexts(writer, "tags", rule.Tags);
            WriteTexts(writer, "notes", rule.Notes);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteSeriesPart(Utf8JsonWriter writer, Rule rule)
    {
        WriteTexts(writer, "series", rule.Series);
        // What all rungs share stands at the rule, wherever it was written.
        var shared = rule.Ladder.Select(rung => rung.KeepFiringFor).Distinct().Count() == 1 ? rule.Ladder[0].KeepFiringFor : Persistence.OfCount(0);
        writer.WriteStartArray("ladder");
        foreach (var rung in rule.Ladder)
            WriteRung(writer, rung, shared);
        writer.WriteEndArray();
        WritePersistence(writer, "keepFiringFor", shared, Persistence.OfCount(0));
    }

    private static void WriteRung(Utf8JsonWriter writer, Rung rung, Persistence shared)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", rung.Severity.Word());
        writer.WriteString("when", ConditionText.Format(rung.When));
        WritePersistence(writer, "for", rung.For, Persistence.OfCount(1));
        WritePersistence(writer, "keepFiringFor", rung.KeepFiringFor, shared);
        if (rung.Clear is not null)
            writer.WriteString("clear", ConditionText.Format(rung.Clear));
        writer.WriteEndObject();
    }

    private static void WriteEntryPart(Utf8JsonWriter writer, EntryMatch match)
    {
        writer.WriteString("on", "entry");
        writer.WriteStartObject("match");
        WriteTexts(writer, "topics", match.Topics);
        WriteTexts(writer, "agencies", match.Agencies);
        WriteTexts(writer, "stages", match.Stages);
        WriteTexts(writer, "words", match.Words);
        writer.WriteEndObject();
        writer.WriteString("severity", match.Severity.Word());
        if (match.Before.SequenceEqual(EntryMatch.UsualBefore))
            return;
        writer.WriteStartArray("before");
        foreach (var before in match.Before)
            writer.WriteStringValue(DurationText.Format(before));
        writer.WriteEndArray();
    }

    private static void WritePersistence(Utf8JsonWriter writer, string name, Persistence persistence, Persistence absent)
    {
        if (persistence == absent)
            return;
        if (persistence.Count is { } count)
            writer.WriteNumber(name, count);
        else
            writer.WriteString(name, persistence.ToString());
    }

    private static void WriteDuration(Utf8JsonWriter writer, string name, TimeSpan? duration)
    {
        if (duration is { } span)
            writer.WriteString(name, DurationText.Format(span));
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
