using Notifier.Core.Indicators;

namespace Notifier.Core.Rules.Expressions;

/// <summary>An argument as written, before it is known whether the indicator takes it.</summary>
/// <param name="Token">Its first token; the end where it was left empty.</param>
/// <param name="IsPercent">Whether <c>%</c> stands behind a number.</param>
/// <param name="IsNested">Whether an indicator or a condition stands here: one of the next two, or neither where it is wrong and was reported.</param>
/// <param name="Limit">Of a number with its unit.</param>
internal readonly record struct WrittenArgument(
    Token Token, bool IsPercent = false, bool IsNested = false, Indicator? Indicator = null, Condition? Condition = null, WrittenLimit? Limit = null)
{
    public string Text => IsPercent ? $"{Token.Text}%" : Token.Text;
}
