using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Lineages;

/// <summary>Titles and names made comparable: folded, and traditional characters as simplified ones, because a gazette and the press print one measure in both.</summary>
internal static class TitleText
{
    public static string Fold(string text) => string.Create(EntryWords.Fold(text) is var folded ? folded.Length : 0, folded, static (characters, from) =>
    {
        for (var at = 0; at < characters.Length; at++)
            characters[at] = HanText.Simplified(from[at]);
    });
}
