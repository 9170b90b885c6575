using Notifier.Core.Indicators;

namespace Notifier.Core.Observations.Quality;

/// <summary>What speaks against a value as a price: its sign, its level, the change of a futures contract, a value that stands still.</summary>
/// <param name="known">What was accepted so far; grows while the screen goes on.</param>
/// <param name="firstLevel">Where nothing was known: the level of most of the first values.</param>
/// <param name="heldStale">How many observations with a value were put aside as standing after the last known one.</param>
internal sealed class PriceDoubts(Series series, History known, double? firstLevel, Func<double, int> heldStale)
{
    private const double RollStep = 0.1;
    private const int Several = 3;

    private static readonly TimeSpan RollGap = TimeSpan.FromDays(15);

    /// <summary>The median of the first few positive values, where there are enough to outvote one that is wrong.</summary>
    public static double? FirstLevel(History known, IReadOnlyList<double> values)
    {
        if (known.Count > 0)
            return null;
        var first = values.Where(value => value > 0).Take(9).Order().ToList();
        return first.Count >= 3 ? first[first.Count / 2] : null;
    }

    /// <param name="lastContract">The futures contract of the last known observation, and of this one: null where none is known.</param>
    /// <param name="roll">What both contracts settled at, where the contract changed and that is known: the value is judged at the level of the one before.</param>
    public Suspect? Doubt(Observation value, string? lastContract, string? contract, Roll? roll)
    {
        var before = known.IndexAtOrBefore(value.Period.Back(TimeSpan.FromTicks(1)));
        if (before < 0)
            return FirstDoubt(value) ?? BeforeFirstDoubt(value);
        if (value.Value <= 0)
            return SignDoubt(value, before);
        if (roll is not null)
            return LevelDoubt(value with { Value = value.Value * roll.Before / roll.After }, before) is { } odd ? odd with { Observation = value } : null;
        if (LevelDoubt(value, before) is { } level)
            return level;
        return value.Period <= known.Last.Period ? null : RollDoubt(value, lastContract, contract) ?? StaleDoubt(value);
    }

    /// <summary>Where nothing is known yet, the first values of the same answer say what the level is.</summary>
    private Suspect? FirstDoubt(Observation value)
    {
        if (value.Value <= 0)
            return new(value, value.Value == 0 ? SuspectKind.Zero : SuspectKind.Sign, $"{Text(value.Value)} before any positive price");
        if (firstLevel is not { } level || Math.Abs(Math.Log(value.Value / level)) < Math.Log(5))
            return null;
        return new(value, SuspectKind.Scale, $"{Ratio(value.Value / level)} of {Text(level)}, the level of the values that follow");
    }

    private Suspect? BeforeFirstDoubt(Observation value) =>
        PriceLevel.MisfitBeforeFirst(known, value, series.Frequency) is var (level, ratio, cause)
            ? new(value, cause is null ? SuspectKind.Jump : SuspectKind.Scale, $"{Ratio(ratio)} of {At(level)}, which follows it{(cause is null ? "" : $": {cause}")}")
            : null;

    private Suspect? SignDoubt(Observation value, int before)
    {
        if (PriceLevel.Positive(known, before) is not { } level || HasBeen(value.Value, before))
            return null;
        if (value.Value == 0)
            return new(value, SuspectKind.Zero, $"zero after {At(level)}: a row without trade?");
        return -value.Value / level.Value is > 0.8 and < 1.25
            ? new(value, SuspectKind.Sign, $"{At(level)} with a minus before it?")
            : -value.Value > 5 * level.Value ? new(value, SuspectKind.Jump, $"{Text(value.Value)} after {At(level)}") : null;
    }

    /// <summary>Where such values have been before, they are nothing odd. One alone below zero (WTI, 2020-04-20) is no reason to believe a row without trade.</summary>
    private bool HasBeen(double value, int before)
    {
        var earlier = known.Values[..(before + 1)];
        if (value < 0)
            return earlier.ContainsAnyInRange(double.NegativeInfinity, 0);
        var below = 0;
        foreach (var one in earlier)
            below += one < 0 ? 1 : 0;
        return below >= Several || earlier.Contains(0);
    }

    private Suspect? LevelDoubt(Observation value, int before)
    {
        if (PriceLevel.Misfit(known, before, value, series.Frequency) is var (level, ratio, cause))
            return new(value, cause is null ? SuspectKind.Jump : SuspectKind.Scale, $"{Ratio(ratio)} of {At(level)}{(cause is null ? "" : $": {cause}")}");
        return null;
    }

    private Suspect? StaleDoubt(Observation value) =>
        StaleRun.Find(known, value.Value, heldStale, series.Frequency) is var (run, longest)
            ? new(value, SuspectKind.Stale, $"{Text(value.Value)} for {run} observations in a row, where the longest run before was {longest}: does the source stand still?")
            : null;

    private Suspect? RollDoubt(Observation value, string? last, string? contract)
    {
        if (contract is null || last is null || contract == last)
            return null;
        var level = known.Last;
        // After a gap it is not the contract alone that makes the difference.
        if (level.Value <= 0 || value.Period - level.Period > RollGap)
            return null;
        var jump = Math.Abs(Math.Log(value.Value / level.Value));
        return jump > Math.Max(RollStep, 1.5 * PriceLevel.LargestStep(known, known.Count - 1))
            ? new(value, SuspectKind.Roll, $"{Ratio(value.Value / level.Value)} of {At(level)}, where the contract changed from {last} to {contract}, without a day on which both settled")
            : null;
    }

    private string At(Observation level) => $"{NumberText.Value(level.Value, series.Unit)} ({level.Period})";

    private string Text(double value) => NumberText.Value(value, series.Unit);

    private static string Ratio(double ratio) => $"×{NumberText.Significant(ratio, 1)}";
}
