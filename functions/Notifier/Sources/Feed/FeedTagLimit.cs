namespace Notifier.Sources.Feed;

/// <summary>
/// Refuses a start tag with thousands of attributes before any parser sees it: a parser keeps them all, to find out whether one
/// stands twice. A feed has a handful.
/// </summary>
internal static class FeedTagLimit
{
    private const int MostAttributes = 2_000;

    // What is shorter has no room for more.
    private const int ShortestAttack = MostAttributes * 5;

    /// <exception cref="FeedFormatException">An element has more attributes than any feed.</exception>
    public static void Check(ReadOnlySpan<char> text)
    {
        if (text.Length < ShortestAttack)
            return;
        for (var at = text.IndexOf('<'); at >= 0 && at + ShortestAttack < text.Length;)
        {
            var length = Tag(text[at..]);
            var next = text[(at + length)..].IndexOf('<');
            at = next < 0 ? -1 : at + length + next;
        }
    }

    /// <returns>Its length; 1 for what is no start tag.</returns>
    private static int Tag(ReadOnlySpan<char> text)
    {
        if (!char.IsLetter(text[1]))
            return 1;
        var attributes = 0;
        for (var at = 1; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '>' or '<':
                    return at;
                case '=' when ++attributes > MostAttributes:
                    throw new FeedFormatException(SourceFailureReason.NotTheFormat, FormattableString.Invariant($"one of its elements has more than {MostAttributes} attributes"));
                case '"' or '\'' when text[at - 1] == '=' || char.IsWhiteSpace(text[at - 1]):
                    var close = text[(at + 1)..].IndexOf(text[at]);
                    if (close < 0)
                        return at;
                    at += close + 1;
                    break;
            }
        }

        return text.Length;
    }
}
