using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// One link is one page, and a page may be a list: two sources that name it speak of one thing only where their titles are the same,
/// or one is the other cut short.
/// </summary>
internal static partial class SharedPage
{
    // A list shows at least so much of a title before it cuts; what is shorter is how many titles begin.
    private const int LeastCut = 18;
    private const int LeastCutLatin = 45;

    public static bool Shows(Lineage lineage, Entry entry)
    {
        var numbers = LineageKeys.Own(entry);
        if (lineage.Parts.Any(part => DocumentMarks.Differ(part, numbers)))
            return false;
        return lineage.Parts.Any(part => part.Source != entry.Source
            && (part.Published - entry.Published).Duration() <= LineageFit.Copying
            && (part.Stage is null || entry.Facts.Stage is null || part.Stage == entry.Facts.Stage || lineage.Stage is null || LineageFit.Brings(lineage, entry.Facts.Stage))
            && AreAlike(part.Title, entry.Title));
    }

    private static bool AreAlike(string one, string other)
    {
        var (left, right) = (TitleText.Fold(one), TitleText.Fold(other));
        if (left.Length > right.Length)
            (left, right) = (right, left);
        var (shorter, isCut) = (Ellipsis().Replace(left, ""), Ellipsis().IsMatch(left));
        right = Ellipsis().Replace(right, "");
        if (shorter == right)
            return TitleCore.IsTelling(shorter);
        if (!right.StartsWith(shorter, StringComparison.Ordinal) || shorter.Length < (shorter.Any(char.IsAsciiLetter) ? LeastCutLatin : LeastCut))
            return false;
        // “(第二批)”, “更正” and another number are another document; a list that marks what it cut hides them.
        return isCut || !Distinguishing().IsMatch(right[shorter.Length..]);
    }

    [GeneratedRegex(@"(?:\.{2,}|…+) *$", RegexOptions.CultureInvariant)]
    private static partial Regex Ellipsis();

    [GeneratedRegex("[0-9一二三四五六七八九十]|批|补充|更正|解读|废止|修改|延长|correct|amend|extension|supplement", RegexOptions.CultureInvariant)]
    private static partial Regex Distinguishing();
}
