namespace Notifier.Core.Rules.Expressions;

/// <summary>Units as written behind a limit: bare (<c>CNY/t</c>) or, where they hold spaces or signs, in quotes (<c>'index points'</c>).</summary>
internal static class UnitText
{
    private const string Separators = "()<>=!&|,\"'（）＜＞＝！，、≥≤≠‘’“”「」";

    /// <summary>The characters up to the next space or sign; empty where an opening bracket follows, because then it is an indicator.</summary>
    public static string RunAt(string text, int index)
    {
        var end = index;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !Separators.Contains(text[end], StringComparison.Ordinal))
            end++;
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        return next < text.Length && text[next] is '(' or '（' ? "" : text[index..end];
    }

    /// <summary>Whether a unit needs no quotes.</summary>
    public static bool IsPlain(string unit) =>
        unit.Length > 0
        && (char.IsLetter(unit[0]) || char.IsSymbol(unit[0]))
        && unit[0] != '+'
        && RunAt(unit, 0).Length == unit.Length
        && Keywords.KindOf(unit.ToLowerInvariant()) == TokenKind.Word;

    public static string Format(string unit, Func<string, bool> isIndicator) =>
        IsPlain(unit) && !isIndicator(unit) ? unit : QuotedText.Quote(unit);
}
