namespace Notifier.Sources.Items;

/// <summary>How the text of a field falls into its parts.</summary>
internal static class FieldSyntax
{
    /// <summary>At a separator that stands in no quotes, brackets or parentheses.</summary>
    public static IReadOnlyList<string> Split(string text, char separator)
    {
        var (parts, start, depth, quote) = (new List<string>(), 0, 0, '\0');
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == '\\')
                at++;
            else if (quote != '\0')
                quote = letter == quote ? '\0' : quote;
            else if (letter is '\'' or '"' && depth > 0)
                quote = letter;
            else if (letter is '(' or '[' or '{')
                depth++;
            else if (letter is ')' or ']' or '}')
                depth--;
            else if (letter == separator && depth == 0)
            {
                parts.Add(text[start..at]);
                start = at + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    /// <summary>
    /// <c>a@href ~ t(\d{8})_</c>: place and expression. In CSS <c>~</c> stands between siblings; with a parenthesis behind it, it
    /// is an expression here.
    /// </summary>
    public static (string Place, string? Pattern) Capture(string text)
    {
        var at = text.LastIndexOf(" ~ ", StringComparison.Ordinal);
        return at >= 0 && text.IndexOf('(', at) >= 0 ? (text[..at], text[(at + 3)..].Trim()) : (text, null);
    }
}
