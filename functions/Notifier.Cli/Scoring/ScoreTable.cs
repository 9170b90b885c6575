using System.Globalization;
using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Warnings;
using Spectre.Console;

namespace Notifier.Cli.Scoring;

/// <summary>The scores as a table: each figure with its interval below it.</summary>
internal static class ScoreTable
{
    /// <summary>A missed doubling weighs four times a false day: warnings are rare, and who misses one has lost more (Sarlin 2013 calls it μ).</summary>
    public const double MissWeight = 0.8;

    public static void Write(TextWriter output, IReadOnlyList<ScoredRule> rules, IReadOnlyList<PanelSeries> panel)
    {
        var console = Terminal.On(output);
        foreach (var rule in rules)
        {
            console.Write(Table(rule));
            foreach (var rung in rule.Rungs)
                output.WriteLine(Signal(rung));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{panel.Count} series, {rules[0].Rungs[0].SeriesYears:0.#} series-years, {panel.Sum(series => series.Doublings.Count)} doublings."));
        output.WriteLine("onsets, falseE, falseS: alarms and false alarms per series-year; lead and to peak: days; below each figure its 95 % interval (series drawn with replacement).");
    }

    private static Table Table(ScoredRule rule)
    {
        var table = new Table().Border(TableBorder.Simple).Title(new TableTitle(Markup.Escape($"{rule.Rule.Id}: {rule.Rule.Title}")));
        foreach (var name in (string[])["severity", "onsets", "falseE", "falseS", "precE", "recall", "lead", "lead q25", "to peak", "up"])
            table.AddColumn(new TableColumn(name) { NoWrap = true, Padding = new Padding(0, 0, 1, 0) });
        foreach (var rung in rule.Rungs)
            table.AddRow([Severity(rung.Severity), .. ScoreFigures.Names.Zip(rung.Figures.Values, (name, value) => Cell(name, value, rung.Intervals[name]))]);
        return table;
    }

    private static string Signal(RungScore rung) =>
        $"{rung.Severity.Word()} as a signal of each day: area {Number("", rung.Days.Area)}, noise to signal {Number("", rung.Days.NoiseToSignal)}, usefulness {Number("", rung.Days.RelativeUsefulness(MissWeight))}";

    private static Markup Severity(Severity severity) => new($"[{severity.Color() switch { "orange" => "darkorange", var color => color }}]{severity.Word()}[/]");

    private static Markup Cell(string name, double value, Interval interval) =>
        new($"{Number(name, value)}\n[dim]{Number(name, interval.Low)}–{Number(name, interval.High)}[/]");

    private static string Number(string name, double value) => !double.IsFinite(value) ? "-" : value.ToString(
        name switch
        {
            "leadMedian" or "leadQ25" or "leadPeak" => "0",
            "falseE" or "falseS" => "0.000",
            "alreadyUp" when value >= 10 => "0.0",
            _ => "0.00",
        },
        CultureInfo.InvariantCulture);
}
