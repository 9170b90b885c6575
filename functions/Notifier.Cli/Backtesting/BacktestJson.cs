using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notifier.Core.Backtesting;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Backtesting;

/// <summary><c>{"transitions":[{"date","kind","severity","value","reason","reasonZh","rule","series","unit"}],"summary":{…}}</c>; the value is the observation.</summary>
internal static class BacktestJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<BacktestResult> results)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Readable))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("transitions");
            foreach (var result in results)
                WriteTransitions(writer, result);
            writer.WriteEndArray();
            WriteSummary(writer, results);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void WriteTransitions(Utf8JsonWriter writer, BacktestResult result)
    {
        foreach (var transition in result.Transitions)
        {
            writer.WriteStartObject();
            writer.WriteString("date", transition.Period.ToString());
            writer.WriteString("kind", transition.Kind.Word());
            writer.WriteString("severity", transition.Severity.Word());
            writer.WriteNumber("value", transition.Value);
            writer.WriteString("reason", transition.Reason);
            if (transition.ReasonZh is { } chinese)
                writer.WriteString("reasonZh", chinese);
            writer.WriteString("rule", result.Rule.Id);
            writer.WriteString("series", result.Series.Id);
            writer.WriteString("unit", result.Series.Unit);
            writer.WriteEndObject();
        }
    }

    /// <summary>The sums over all results, and each result on its own in <c>runs</c>.</summary>
    private static void WriteSummary(Utf8JsonWriter writer, IReadOnlyList<BacktestResult> results)
    {
        writer.WriteStartObject("summary");
        var all = results.Select(result => result.Summary).ToList();
        WriteCounts(writer, all);
        writer.WriteStartArray("runs");
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", result.Rule.Id);
            writer.WriteString("series", result.Series.Id);
            writer.WriteString("frequency", result.Series.Frequency.ToString().ToLowerInvariant());
            WriteCounts(writer, [result.Summary]);
            WriteUnknown(writer, result.UnknownAtEnd);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteUnknown(Utf8JsonWriter writer, IReadOnlyList<UnknownRung> unknown)
    {
        writer.WriteStartArray("unknownAtEnd");
        foreach (var rung in unknown)
        {
            writer.WriteStartObject();
            writer.WriteString("severity", rung.Severity.Word());
            writer.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(rung.Evaluation.Outcome.ToString()));
            writer.WriteString("reason", rung.Evaluation.Reason);
            if (rung.Evaluation.EnoughFrom is { } enough)
                writer.WriteString("enoughFrom", enough.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter writer, List<BacktestSummary> summaries)
    {
        WriteText(writer, "from", summaries.Min(summary => summary.From));
        WriteText(writer, "to", summaries.Max(summary => summary.To));
        writer.WriteNumber("observations", summaries.Sum(summary => summary.Observations));
        writer.WriteNumber("ticks", summaries.Sum(summary => summary.Ticks));
        writer.WriteNumber("episodes", summaries.Sum(summary => summary.Episodes));
        writer.WriteNumber("transitions", summaries.Sum(summary => summary.Transitions));
        writer.WriteNumber("firing", summaries.Sum(summary => summary.Firing));
        writer.WriteNumber("firingAtEnd", summaries.Count(summary => summary.FiringOpen));
        if (summaries.Max(summary => summary.Peak) is { } peak)
            writer.WriteString("peak", peak.Word());
        writer.WriteStartObject("unknown");
        writer.WriteNumber("noData", summaries.Sum(summary => summary.NoData));
        writer.WriteNumber("insufficientHistory", summaries.Sum(summary => summary.InsufficientHistory));
        writer.WriteNumber("error", summaries.Sum(summary => summary.Errors));
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, Period? period)
    {
        if (period is { } known)
            writer.WriteString(name, known.ToString());
    }
}
