using System.Globalization;
using System.Text;

namespace Notifier.Deliveries.Mail;

/// <summary>A stranger's text on one line of a mail.</summary>
internal static class MailLine
{
    /// <summary>
    /// Control characters, line and paragraph separators and bidirectional overrides become spaces; <c>=?</c>, which begins an
    /// encoded word in a header, is taken apart; what is longer ends in “…”.
    /// </summary>
    public static string Flatten(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
                return line.Append('…').ToString();
            line.Append(IsPlain(rune) ? rune.ToString() : " ");
        }

        return line.Replace("=?", "= ?").ToString().Trim();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format or UnicodeCategory.Surrogate);
}
