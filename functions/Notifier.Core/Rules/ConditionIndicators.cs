using Notifier.Core.Indicators;

namespace Notifier.Core.Rules;

/// <summary>The indicators that rules read.</summary>
public static class ConditionIndicators
{
    public static IEnumerable<Indicator> Indicators(this Rule rule) =>
        rule.Ladder.SelectMany(rung => rung.When.Indicators().Concat(rung.Clear?.Indicators() ?? []));
}
