namespace Notifier.Core.Rules.Expressions;

/// <summary>
/// Operators, brackets and commas, and what people write instead of them: signs of other languages and of Chinese
/// keyboards. Those are understood, so that the rest is judged too, and reported.
/// </summary>
internal static class Signs
{
    private static readonly (string Text, TokenKind Kind, ComparisonOperator Operator, string? Mend)[] Known =
    [
        ("<=", TokenKind.Operator, ComparisonOperator.LessOrEqual, null),
        (">=", TokenKind.Operator, ComparisonOperator.GreaterOrEqual, null),
        ("=>", TokenKind.Operator, ComparisonOperator.GreaterOrEqual, ">="),
        ("=<", TokenKind.Operator, ComparisonOperator.LessOrEqual, "<="),
        ("≥", TokenKind.Operator, ComparisonOperator.GreaterOrEqual, ">="),
        ("≤", TokenKind.Operator, ComparisonOperator.LessOrEqual, "<="),
        ("<", TokenKind.Operator, ComparisonOperator.Less, null),
        (">", TokenKind.Operator, ComparisonOperator.Greater, null),
        ("＜", TokenKind.Operator, ComparisonOperator.Less, "<"),
        ("＞", TokenKind.Operator, ComparisonOperator.Greater, ">"),
        ("&&", TokenKind.And, default, "and"),
        ("&", TokenKind.And, default, "and"),
        ("||", TokenKind.Or, default, "or"),
        ("|", TokenKind.Or, default, "or"),
        ("!", TokenKind.Not, default, "not"),
        ("！", TokenKind.Not, default, "not"),
        ("(", TokenKind.Open, default, null),
        (")", TokenKind.Close, default, null),
        (",", TokenKind.Comma, default, null),
        ("（", TokenKind.Open, default, "("),
        ("）", TokenKind.Close, default, ")"),
        ("，", TokenKind.Comma, default, ","),
        ("、", TokenKind.Comma, default, ","),
    ];

    private static readonly string[] Equality = ["===", "!==", "==", "!=", "<>", "=", "≠", "＝"];

    /// <returns>The sign as understood, and how it is written properly where it is not.</returns>
    public static (Token Token, FindingCode? Code, string Mend) ReadAt(string text, int index)
    {
        var rest = text.AsSpan(index);
        foreach (var (sign, kind, comparison, mend) in Known)
        {
            if (rest.StartsWith(sign, StringComparison.Ordinal) && !StartsWithEquality(rest, sign.Length))
                return (new(kind, index, sign, comparison), mend is null ? null : FindingCodes.WrongSpelling, $"'{sign}' is written '{mend}'");
        }

        foreach (var sign in Equality)
        {
            if (!rest.StartsWith(sign, StringComparison.Ordinal))
                continue;
            var mend = $"'{sign}' is not in the language, because measured numbers are hardly ever equal: use '>=' or '<='";
            return (new(TokenKind.Operator, index, sign, ComparisonOperator.GreaterOrEqual), FindingCodes.EqualityOperator, mend);
        }

        return (new(TokenKind.Unknown, index, text[index].ToString()), null, "");
    }

    private static bool StartsWithEquality(ReadOnlySpan<char> rest, int length) =>
        (rest[0] == '!' && length == 1 && rest.Length > 1 && rest[1] == '=') || (rest[0] == '<' && length == 1 && rest.Length > 1 && rest[1] == '>');
}
