using System.Globalization;
using Notifier.Core.Backtesting;
using Notifier.Core.Episodes;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Backtesting;

internal enum BacktestForm
{
    Lines,
    Json,
    States,
}

/// <summary>What stands beside the lines.</summary>
internal readonly record struct BacktestView(bool Chart, bool Neighbours);

/// <summary>The results of a backtest on standard output.</summary>
internal static class BacktestOutput
{
    public static void Write(TextWriter output, BacktestForm form, IReadOnlyList<BacktestResult> results)
    {
        switch (form)
        {
            case BacktestForm.Json:
                output.WriteLine(BacktestJson.Write(results));
                break;
            case BacktestForm.States:
                WriteStates(output, results);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(form), form, "lines are written with their chart");
        }
    }

    private static string Line(Transition transition, string unit, string reason) => string.Create(
        CultureInfo.InvariantCulture,
        $"{transition.Period} {transition.Kind.Word()} {transition.Severity.Word()} {transition.Value:R} {(unit.Length == 0 ? "-" : unit)} {reason}");

    public static string Summary(BacktestSummary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Counted(summary.Observations, "observation")} {summary.From}..{summary.To}: {Counted(summary.Episodes, "episode")}, {Counted(summary.Transitions, "transition")}, highest {summary.Peak?.Word() ?? "none"}, firing at {summary.Firing} of {summary.Observations + summary.Ticks}{(summary.FiringOpen ? ", still firing at the end" : "")}; unknown: insufficientHistory {summary.InsufficientHistory}, noData {summary.NoData}, error {summary.Errors}");

    public static void WriteLines(TextWriter output, IReadOnlyList<TriedRule> tried, BacktestView view)
    {
        var console = Terminal.On(output);
        foreach (var one in tried)
        {
            var result = one.Result;
            if (tried.Count > 1)
                output.WriteLine($"# {result.Rule.Id} on {result.Series.Id}");
            if (view.Chart)
                TerminalChart.Write(console, result, one.History);
            foreach (var transition in result.Transitions)
                output.WriteLine(Line(transition, result.Series.Unit, one.ReasonOf(transition)));
            output.WriteLine(Summary(result.Summary));
            foreach (var unknown in result.UnknownAtEnd)
                output.WriteLine(Unknown(unknown));
            if (view.Neighbours)
                NeighbourTable.Write(console, one);
        }
    }

    /// <summary><c>severe is unknown at the end: multiple(min, 365d): the history is too short, enough from 2024-04-02</c>.</summary>
    public static string Unknown(UnknownRung unknown) => $"{unknown.Severity.Word()} is unknown at the end: {unknown.Evaluation.Reason}";

    /// <summary>One rule on one series has three columns; with more of them two columns more say which.</summary>
    private static void WriteStates(TextWriter output, IReadOnlyList<BacktestResult> results)
    {
        output.WriteLine(results.Count > 1 ? "date,state,severity,rule,series" : "date,state,severity");
        foreach (var result in results)
        {
            var which = results.Count > 1 ? $",{result.Rule.Id},{result.Series.Id}" : "";
            foreach (var state in result.States)
                output.WriteLine($"{state.At},{Word(state.Phase)},{state.Severity?.Word()}{which}");
        }
    }

    private static string Counted(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Word(RungPhase phase) => phase switch
    {
        RungPhase.Firing => "firing",
        RungPhase.Pending => "pending",
        _ => "inactive",
    };
}
