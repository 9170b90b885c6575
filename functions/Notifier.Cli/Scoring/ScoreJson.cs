using System.Text;
using System.Text.Json;
using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Scoring;

/// <summary><c>{"rungs":[{severity,onsets,…,ci}],"panel":{…}}</c>; several rules are <c>{"rules":[{"id","rungs"}],"panel":{…}}</c>. What nothing was measured for is null.</summary>
internal static class ScoreJson
{
    public static string Write(IReadOnlyList<ScoredRule> rules, IReadOnlyList<PanelSeries> panel)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            if (rules.Count == 1)
                WriteRungs(writer, rules[0]);
            else
                WriteRules(writer, rules);
            WritePanel(writer, panel);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void WriteRules(Utf8JsonWriter writer, IReadOnlyList<ScoredRule> rules)
    {
        writer.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Rule.Id);
            WriteRungs(writer, rule);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRungs(Utf8JsonWriter writer, ScoredRule rule)
    {
        writer.WriteStartArray("rungs");
        foreach (var rung in rule.Rungs)
            WriteRung(writer, rung);
        writer.WriteEndArray();
    }

    private static void WriteRung(Utf8JsonWriter writer, RungScore rung)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", rung.Severity.Word());
        writer.WriteNumber("seriesYears", rung.SeriesYears);
        foreach (var (name, value) in ScoreFigures.Names.Zip(rung.Figures.Values))
            WriteNumber(writer, name, value);
        writer.WriteNumber("alarms", rung.Alarms);
        writer.WriteNumber("events", rung.Events);
        writer.WriteNumber("announced", rung.Announced);
        WriteNumber(writer, "auroc", rung.Days.Area);
        WriteNumber(writer, "noiseToSignal", rung.Days.NoiseToSignal);
        WriteNumber(writer, "usefulness", rung.Days.RelativeUsefulness(ScoreTable.MissWeight));
        writer.WriteStartObject("ci");
        foreach (var name in ScoreFigures.Names)
            WriteInterval(writer, name, rung.Intervals[name]);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter writer, string name, Interval interval)
    {
        writer.WriteStartArray(name);
        foreach (var edge in (double[])[interval.Low, interval.High])
        {
            if (double.IsFinite(edge))
                writer.WriteNumberValue(edge);
            else
                writer.WriteNullValue();
        }

        writer.WriteEndArray();
    }

    private static void WritePanel(Utf8JsonWriter writer, IReadOnlyList<PanelSeries> panel)
    {
        writer.WriteStartObject("panel");
        writer.WriteNumber("series", panel.Count);
        writer.WriteNumber("observations", panel.Sum(series => series.History.Count));
        writer.WriteNumber("events", panel.Sum(series => series.Doublings.Count));
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double number)
    {
        if (double.IsFinite(number))
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
