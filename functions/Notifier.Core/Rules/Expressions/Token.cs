namespace Notifier.Core.Rules.Expressions;

/// <param name="Index">Of its first character in the condition.</param>
/// <param name="Text">As written; of a quoted text what stands between the quotes.</param>
/// <param name="Operator">Of an operator.</param>
internal readonly record struct Token(TokenKind Kind, int Index, string Text, ComparisonOperator Operator = default);

internal enum TokenKind
{
    End,
    Word,
    And,
    Or,
    Not,
    Number,

    /// <summary>A whole number with s, m, h, d or w.</summary>
    Duration,

    /// <summary>Begins as a number and is none; the parser knows what it should have been.</summary>
    Malformed,
    Quoted,
    Operator,
    Open,
    Close,
    Comma,

    /// <summary>A character that begins nothing.</summary>
    Unknown,
}
