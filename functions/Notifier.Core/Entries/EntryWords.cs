using System.Globalization;
using System.Text;

namespace Notifier.Core.Entries;

/// <summary>
/// Words to look for in entries: <c>a|b</c> is either. Compared after Unicode NFKC and case folding; a word of letters or digits
/// must not touch further letters or digits (<c>EV</c> is not in <c>level</c>), but Chinese, Japanese and Korean text has no
/// spaces, so there any place will do, also beside a Latin word (<c>新能源EV</c>).
/// </summary>
public sealed class EntryWords
{
    private readonly string[] _alternatives;

    private EntryWords(string[] alternatives) => _alternatives = alternatives;

    /// <summary>Where a '|' has nothing on one of its sides: what is meant may be anything, so that nothing is guessed.</summary>
    /// <returns>The place of the '|' in the text; −1 where there is none.</returns>
    public static int EmptyAlternative(string words)
    {
        var (start, alternatives) = (0, words.Split('|'));
        for (var index = 0; index < alternatives.Length && alternatives.Length > 1; index++)
        {
            if (Fold(alternatives[index]).Length == 0)
                return index == 0 ? alternatives[0].Length : start - 1;
            start += alternatives[index].Length + 1;
        }

        return -1;
    }

    /// <summary>Empty alternatives are left out; without any, nothing matches.</summary>
    public static EntryWords Parse(string words) =>
        new([.. words.Split('|').Select(Fold).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)]);

    public bool IsEmpty => _alternatives.Length == 0;

    public bool Matches(Entry entry) => Matches(entry.Title) || Matches(entry.Summary) || Matches(entry.Content);

    public bool Matches(string text)
    {
        var folded = Fold(text);
        return _alternatives.Any(word => Contains(folded, word));
    }

    /// <summary>NFKC, lower case, one final sigma, one blank for any run of white space.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in WellFormed(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant())
        {
            if (!char.IsWhiteSpace(character))
                folded.Append(character == 'ς' ? 'σ' : character);
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>Normalize refuses lone surrogates, which a stranger's text may hold.</summary>
    private static string WellFormed(string text) => Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));

    private static bool Contains(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (!Joined(text, at) && !Joined(text, at + word.Length))
                return true;
        }

        return false;
    }

    /// <summary>Whether a place lies inside a word: between two letters or digits of scripts that are written with spaces.</summary>
    private static bool Joined(string text, int at) =>
        at > 0 && at < text.Length && IsSpaced(RuneBefore(text, at)) && IsSpaced(RuneAt(text, at));

    private static Rune RuneAt(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;

    private static Rune RuneBefore(string text, int at) =>
        at >= 2 && char.IsLowSurrogate(text[at - 1]) ? RuneAt(text, at - 2) : RuneAt(text, at - 1);

    private static bool IsSpaced(Rune rune) =>
        (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
        && !IsUnspaced(rune.Value);

    // Unicode blocks of Han, kana, Hangul and Bopomofo (Unicode 16, Blocks.txt).
    private static bool IsUnspaced(int code) =>
        code is >= 0x1100 and <= 0x11FF or >= 0x2E80 and <= 0x9FFF or >= 0xA960 and <= 0xA97F or >= 0xAC00 and <= 0xD7FF
            or >= 0xF900 and <= 0xFAFF or >= 0x1B000 and <= 0x1B16F or >= 0x20000 and <= 0x3FFFF;
}
