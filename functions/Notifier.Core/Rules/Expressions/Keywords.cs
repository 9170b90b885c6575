namespace Notifier.Core.Rules.Expressions;

internal static class Keywords
{
    public static TokenKind KindOf(string word) => word switch
    {
        "and" => TokenKind.And,
        "or" => TokenKind.Or,
        "not" => TokenKind.Not,
        _ => TokenKind.Word,
    };
}
