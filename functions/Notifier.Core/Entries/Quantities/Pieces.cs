using System.Text;

namespace Notifier.Core.Entries.Quantities;

/// <summary>A text of several pieces, with … for what is left out between them.</summary>
internal static class Pieces
{
    public static string Written(QuantityText text, IReadOnlyList<(int Start, int End)> parts)
    {
        var written = new StringBuilder();
        var start = parts[0].Start;
        for (var at = 0; at < parts.Count; at++)
        {
            var isNext = at + 1 < parts.Count && text.SkipBlank(parts[at].End) >= parts[at + 1].Start;
            if (isNext)
                continue;
            written.Append(text.Written(start, parts[at].End));
            if (at + 1 == parts.Count)
                break;
            // English words keep their blanks.
            var blank = char.IsAsciiLetterOrDigit(text[parts[at].End - 1]) ? " " : "";
            written.Append(blank).Append('…').Append(blank);
            start = parts[at + 1].Start;
        }

        return written.ToString();
    }
}
