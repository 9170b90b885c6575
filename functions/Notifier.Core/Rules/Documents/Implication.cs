namespace Notifier.Core.Rules.Documents;

/// <summary>
/// Whether one condition being met makes another one met, and the other being unmet makes the one unmet. Says yes only
/// where that is certain in three-valued logic: it compares limits of the same indicator and knows nothing of ranges.
/// </summary>
internal static class Implication
{
    public static bool Holds(Condition given, Condition then) => (given, then) switch
    {
        (_, And and) => Holds(given, and.Left) && Holds(given, and.Right),
        (Or or, _) => Holds(or.Left, then) && Holds(or.Right, then),
        (_, Or or) => Holds(given, or.Left) || Holds(given, or.Right),
        (And and, _) => Holds(and.Left, then) || Holds(and.Right, then),
        (Comparison left, Comparison right) => Holds(left, right),
        (Vote left, Vote right) => ConditionText.Format(left) == ConditionText.Format(right),
        (Not left, Not right) => Holds(right.Operand, left.Operand),
        _ => false,
    };

    /// <summary>Whether no number satisfies both.</summary>
    public static bool Exclude(Comparison left, Comparison right)
    {
        if (left.Indicator.Text != right.Indicator.Text || IsLower(left) == IsLower(right))
            return false;
        var (lower, upper) = IsLower(left) ? (left, right) : (right, left);
        return lower.Limit > upper.Limit || (SameLimit(lower, upper) && (IsStrict(lower) || IsStrict(upper)));
    }

    private static bool Holds(Comparison given, Comparison then)
    {
        if (given.Indicator.Text != then.Indicator.Text || IsLower(given) != IsLower(then))
            return false;
        if (SameLimit(given, then))
            return IsStrict(given) || !IsStrict(then);
        return IsLower(given) ? given.Limit > then.Limit : given.Limit < then.Limit;
    }

    /// <summary>Limits that are indicators are NaN: of two different ones nothing is known.</summary>
    private static bool SameLimit(Comparison left, Comparison right) => left.LimitIndicator is null && right.LimitIndicator is null
        ? left.Limit == right.Limit
        : left.LimitIndicator?.Text == right.LimitIndicator?.Text;

    /// <summary>Whether the limit is a lower bound.</summary>
    private static bool IsLower(Comparison comparison) => comparison.Operator is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual;

    private static bool IsStrict(Comparison comparison) => comparison.Operator is ComparisonOperator.Greater or ComparisonOperator.Less;
}
