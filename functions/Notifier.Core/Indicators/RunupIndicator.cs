using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary><c>runup(w|all)</c>: P_t / lowest P − 1, the rise from the low of a window or of all time; 0 at the low itself.</summary>
public sealed class RunupIndicator(Window window) : ExtremeIndicator(window)
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "runup",
        [new IndicatorParameter("window", ArgumentKind.Window, AllowsAll: true)],
        static arguments => new RunupIndicator(arguments[0].Window),
        "rise from the low of a window or of all time",
        "runup(all) >= 100%");

    public override string Text { get; } = $"runup({window})";

    protected override Phrase Noun { get; } = new("low", "最低价");

    protected override bool IsBeyond(double value, double extreme) => value < extreme;

    protected override Observation Chosen((Observation Highest, Observation Lowest) extremes) => extremes.Lowest;
}
