namespace Notifier.Core.Rules.Expressions;

/// <summary>An argument as written, before it is known whether the indicator takes it.</summary>
/// <param name="Token">Its first token; the end where it was left empty.</param>
/// <param name="IsPercent">Whether <c>%</c> stands behind a number.</param>
internal readonly record struct WrittenArgument(Token Token, bool IsPercent = false)
{
    public string Text => IsPercent ? $"{Token.Text}%" : Token.Text;
}
