using Notifier.Core.Indicators;
using Notifier.Core.Rules;

namespace Notifier.Cli.Backtesting;

/// <summary>The units that a rule file names in its limits: a file's values have no unit of their own, so the rule's is taken where <c>--unit</c> says nothing.</summary>
internal static class NamedUnits
{
    /// <returns>The first unit that a rule for the series names; empty where none does.</returns>
    public static string Of(IEnumerable<Rule> rules, string seriesId) => rules
        .Where(rule => rule.AppliesTo(seriesId))
        .SelectMany(rule => rule.Ladder)
        .SelectMany(rung => rung.When.Comparisons().Concat(rung.Clear?.Comparisons() ?? []))
        .SelectMany(Named)
        .FirstOrDefault(unit => unit.Length > 0) ?? "";

    private static IEnumerable<string> Named(Comparison comparison) => comparison is { Indicator.Unit: IndicatorUnit.Series, LimitIndicator: null }
        ? [UnitOf(comparison.LimitText)]
        : comparison.Sides().SelectMany(side => side.NamedUnits);

    /// <summary><c>500000 CNY/t</c>, <c>70 'index points'</c>: what follows the first space, without its quotes.</summary>
    private static string UnitOf(string limit)
    {
        var space = limit.IndexOf(' ', StringComparison.Ordinal);
        var unit = space < 0 ? "" : limit[(space + 1)..];
        return unit.Length > 1 && (unit[0] is '\'' or '"') ? unit[1..^1].Replace("''", "'", StringComparison.Ordinal) : unit;
    }
}
