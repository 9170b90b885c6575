namespace Notifier.Core.Rules.Expressions;

/// <summary>The words that join conditions.</summary>
internal static class Keywords
{
    public static TokenKind KindOf(string word) => word switch
    {
        "and" => TokenKind.And,
        "or" => TokenKind.Or,
        "not" => TokenKind.Not,
        _ => TokenKind.Word,
    };

    /// <summary>What a word was probably meant as, where a keyword is expected.</summary>
    public static string Hint(Token token) =>
        token.Kind == TokenKind.Word && NearestName.Of(token.Text, ["and", "or"]) is { } keyword ? $": did you mean '{keyword}'?" : "";
}
