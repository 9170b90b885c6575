using System.Globalization;
using System.Text;

namespace Notifier.Core.Rules.Located;

/// <summary>A stranger's text inside a message: on one line, short, in quotes.</summary>
internal static class Quoted
{
    private const int MaximumLength = 60;

    public static string Name(string name)
    {
        var shown = new StringBuilder("'");
        var length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (++length > MaximumLength)
                return shown.Append("…'").ToString();
            shown.Append(IsInvisible(rune) ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}") : rune.ToString());
        }

        return shown.Append('\'').ToString();
    }

    public static string CharacterAt(string text, int offset)
    {
        if (offset >= text.Length)
            return "the end of the text";
        return Rune.TryGetRuneAt(text, offset, out var rune) ? Name(rune.ToString()) : Name(text[offset].ToString());
    }

    /// <summary>Control and format characters: they break lines, or turn the direction of the message round.</summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
