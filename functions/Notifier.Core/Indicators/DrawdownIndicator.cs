using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary><c>drawdown(w|all)</c>: P_t / highest P − 1, the fall from the high of a window or of all time; 0 at the high itself.</summary>
public sealed class DrawdownIndicator(Window window) : ExtremeIndicator(window)
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "drawdown",
        [new IndicatorParameter("window", ArgumentKind.Window, AllowsAll: true)],
        static arguments => new DrawdownIndicator(arguments[0].Window),
        "fall from the high of a window or of all time",
        "drawdown(all) <= -30%");

    public override string Text { get; } = $"drawdown({window})";

    protected override Phrase Noun { get; } = new("high", "最高价");

    protected override bool IsBeyond(double value, double extreme) => value > extreme;

    protected override Observation Chosen((Observation Highest, Observation Lowest) extremes) => extremes.Highest;
}
