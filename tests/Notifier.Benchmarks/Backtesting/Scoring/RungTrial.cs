using System.Globalization;
using System.Text;
using System.Text.Json;
using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Rules;

namespace Notifier.Benchmarks.Backtesting.Scoring;

/// <summary>One rung with its score on a panel.</summary>
/// <param name="Without">The figures with each of the series left out in turn.</param>
internal sealed record RungTrial(string Text, RungScore Score, IReadOnlyList<ScoreFigures> Without)
{
    /// <summary>Whether it holds the bars of issue 3 for a moderate rung.</summary>
    public bool Holds => Score.Figures is { Recall: >= 0.90, LeadMedian: >= 100, FalseE: <= 0.12, PrecE: >= 0.50 };

    /// <summary>How many standard errors the nearest of those bars lies below the figure.</summary>
    public double Margin { get; } = new[]
    {
        Above(Score, "recall", Score.Figures.Recall - 0.90),
        Above(Score, "leadMedian", Score.Figures.LeadMedian - 100),
        Above(Score, "falseE", 0.12 - Score.Figures.FalseE),
        Above(Score, "precE", Score.Figures.PrecE - 0.50),
    }.Min();

    public static RungTrial Of(string text, IReadOnlyList<PanelSeries> panel)
    {
        var document = RuleDocument.Parse(Encoding.UTF8.GetBytes(Json(text)));
        if (document.HasErrors)
            throw new InvalidOperationException($"{text}: {document.Findings[0].Message}");
        var tallies = panel.AsParallel().AsOrdered().Select(series => Scoreboard.Tally(document.Rules[0], series)[0]).ToList();
        return new(text, RungScore.Of(tallies), [.. tallies.Select((_, left) => ScoreFigures.Of([.. tallies.Where((_, at) => at != left)]))]);
    }

    public override string ToString()
    {
        var figures = Score.Figures;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Onsets:0.000} {figures.FalseE:0.0000} {figures.PrecE:0.000} {figures.Recall:0.000} {figures.LeadMedian:0.0} {figures.LeadQ25:0} {figures.AlreadyUp:0.00} | {Margin:0.00} | {Without.Max(one => one.FalseE):0.000} {Without.Min(one => one.PrecE):0.00} {Without.Min(one => one.Recall):0.00} {Without.Min(one => one.LeadMedian):0} | {Text}");
    }

    // A 95 % interval has 2 × 1.96 standard errors.
    private static double Above(RungScore score, string figure, double above) =>
        above / ((score.Intervals[figure].High - score.Intervals[figure].Low) / 3.92);

    private static string Json(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        var more = parts.Skip(1).Select(part => part.Split('=', 2)).Select(pair => $",{Quoted(pair[0] == "keep" ? "keepFiringFor" : pair[0])}:{Value(pair[1])}");
        return $"{{\"id\":\"r\",\"title\":\"r\",\"series\":[\"*\"],\"ladder\":[{{\"severity\":\"moderate\",\"when\":{Quoted(parts[0])}{string.Concat(more)}}}]}}";
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Value(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out _) ? text : Quoted(text);
}
