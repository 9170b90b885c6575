using Notifier.Core.Indicators;

namespace Notifier.Core.Rules;

/// <summary>The indicators that rules read.</summary>
public static class ConditionIndicators
{
    public static IEnumerable<Indicator> Indicators(this Rule rule) =>
        rule.Ladder.SelectMany(rung => rung.When.Indicators().Concat(rung.Clear?.Indicators() ?? []));

    /// <summary>The ids of the series that a rule reads besides those that it is on, in order.</summary>
    public static IReadOnlyList<string> OtherIds(this Rule rule) =>
        [.. rule.Indicators().SelectMany(indicator => indicator.OtherIds).Distinct().Order(StringComparer.Ordinal)];
}
