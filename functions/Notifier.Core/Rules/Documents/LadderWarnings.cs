using Notifier.Core.Rules.Located;
using Notifier.Core.Warnings;

namespace Notifier.Core.Rules.Documents;

/// <summary>What is written properly and cannot have been meant. Only what is certain: a false alarm teaches people to look away.</summary>
internal static class LadderWarnings
{
    /// <param name="ladder">In ascending order of severity.</param>
    public static void Report(IReadOnlyList<LocatedRung> ladder, FindingLog findings)
    {
        for (var index = 0; index < ladder.Count; index++)
        {
            ReportContradiction(ladder[index], findings);
            ReportClear(ladder[index], findings);
            ReportShadow(ladder[index], ladder.Skip(index + 1), findings);
        }
    }

    private static void ReportContradiction(LocatedRung rung, FindingLog findings)
    {
        if (Contradiction(rung.Rung.When) is not var (left, right))
            return;
        var both = $"'{ConditionText.Format(left)}' and '{ConditionText.Format(right)}'";
        findings.Add(FindingCodes.NeverMet, rung.WhenOffset, $"{both} exclude each other, so that this rung never fires: use 'or', or turn one round");
    }

    private static void ReportClear(LocatedRung rung, FindingLog findings)
    {
        if (rung.Rung.Clear is { } clear && Implication.Holds(rung.Rung.When, clear))
            findings.Add(FindingCodes.ClearOverlapsWhen, rung.ClearOffset, "'clear' holds whenever 'when' holds: give it a limit on the other side");
    }

    private static void ReportShadow(LocatedRung rung, IEnumerable<LocatedRung> higher, FindingLog findings)
    {
        if (higher.FirstOrDefault(candidate => Shadows(candidate.Rung, rung.Rung)) is not { } shadow)
            return;
        var (hidden, shown) = (rung.Rung.Severity.Word(), shadow.Rung.Severity.Word());
        findings.Add(FindingCodes.ShadowedRung, rung.Offset, $"whenever '{hidden}' fires, '{shown}' fires too, so that nobody ever sees it: give '{shown}' a stronger limit");
    }

    private static (Comparison, Comparison)? Contradiction(Condition when)
    {
        var legs = Legs(when).ToList();
        for (var index = 0; index < legs.Count; index++)
        {
            if (legs.Skip(index + 1).FirstOrDefault(other => Implication.Exclude(legs[index], other)) is { } other)
                return (legs[index], other);
        }

        return null;
    }

    private static IEnumerable<Comparison> Legs(Condition condition) => condition switch
    {
        Comparison comparison => [comparison],
        And and => Legs(and.Left).Concat(Legs(and.Right)),
        _ => [],
    };

    private static bool Shadows(Rung higher, Rung lower) =>
        higher.Clear is null
        && lower.Clear is null
        && FiresNoLater(higher.For, lower.For)
        && EndsNoEarlier(higher.KeepFiringFor, lower.KeepFiringFor)
        && Implication.Holds(lower.When, higher.When);

    private static bool FiresNoLater(Persistence higher, Persistence lower) =>
        higher.Count == 1 || (higher.Count is null == lower.Count is null && (higher.Count ?? 0) <= (lower.Count ?? 0) && higher.Duration <= lower.Duration);

    private static bool EndsNoEarlier(Persistence higher, Persistence lower) =>
        lower.Count == 0 || (higher.Count is null == lower.Count is null && (higher.Count ?? 0) >= (lower.Count ?? 0) && higher.Duration >= lower.Duration);
}
