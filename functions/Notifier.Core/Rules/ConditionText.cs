using Notifier.Core.Indicators;

namespace Notifier.Core.Rules;

/// <summary>The canonical text of a condition: one space around operators, brackets only where they are needed.</summary>
public static class ConditionText
{
    public static string Format(Condition condition) => condition switch
    {
        Comparison comparison => $"{comparison.Indicator.Text} {Sign(comparison.Operator)} {comparison.LimitText}",
        Vote vote => $"vote({NumberText.Plain(vote.Needed)}, {string.Join(", ", vote.Conditions.Select(Format))})",
        And and => $"{Bracketed<Or>(and.Left)} and {Bracketed<Or>(and.Right)}",
        Or or => $"{Format(or.Left)} or {Format(or.Right)}",
        Not not => not.Operand is And or Or ? $"not ({Format(not.Operand)})" : $"not {Format(not.Operand)}",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition"),
    };

    public static string Sign(this ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "not an operator"),
    };

    private static string Bracketed<TLooser>(Condition condition) => condition is TLooser ? $"({Format(condition)})" : Format(condition);
}
