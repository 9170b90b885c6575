using System.Text;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Texts in quotes: <c>'电池'</c> or <c>"电池"</c>; the quote itself is doubled inside.</summary>
internal static class QuoteSigns
{
    /// <returns>NUL where the character opens no text.</returns>
    public static char ClosingOf(char opening) => opening switch
    {
        '\'' or '"' => opening,
        '‘' => '’',
        '“' => '”',
        '「' => '」',
        _ => '\0',
    };

    public static bool ArePlain(char closing) => closing is '\'' or '"';

    /// <returns>Null where the text is never closed.</returns>
    public static string? ReadAt(string text, int index, char closing, out int end)
    {
        var content = new StringBuilder();
        end = index + 1;
        while (end < text.Length)
        {
            if (text[end] == closing)
            {
                end++;
                if (end == text.Length || text[end] != closing)
                    return content.ToString();
            }

            content.Append(text[end++]);
        }

        return null;
    }
}
