using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// Whether an entry goes on with a measure that shares a key with it. What does not begins a measure of its own: rather told
/// once more than not at all.
/// </summary>
public static partial class LineageFit
{
    /// <summary>Gazette and press copy what a ministry publishes within weeks; a later text of the same stage is another measure.</summary>
    internal static readonly TimeSpan Copying = TimeSpan.FromDays(45);

    /// <summary>News are repeated within days.</summary>
    internal static readonly TimeSpan Repeating = TimeSpan.FromDays(10);

    /// <summary>Between a proposal and the act: longer than the EU takes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3 * 365);

    public static bool GoesOn(Lineage lineage, Entry entry, LineageKeyKind by)
    {
        if (lineage.PartOf(entry) is not null)
            return true;
        if (by == LineageKeyKind.Link)
            return SharedPage.Shows(lineage, entry);
        if (StageReader.IsCommentary(TitleText.Fold(entry.Title)))
            return lineage.Parts.Any(part => (part.Published - entry.Published).Duration() <= Copying);
        if (IsElsewhere(lineage, entry) || DocumentMarks.Exclude(lineage, entry))
            return false;
        return (AddendumReader.Of(entry) is { } addendum && Adds(lineage, entry, addendum, by))
            || (Brings(lineage, entry.Facts.Stage) && (by != LineageKeyKind.Title || entry.Published - lineage.StageSince <= Longest))
            || IsAgain(lineage, entry, by)
            || IsLate(lineage, entry, by)
            || IsCopy(lineage, entry);
    }

    /// <summary>A further round, another day or a mended mistake of what was published before.</summary>
    private static bool Adds(Lineage lineage, Entry entry, Addendum addendum, LineageKeyKind by) =>
        (by == LineageKeyKind.Number || entry.Published - lineage.Parts.Max(part => part.Published) <= Longest)
        && lineage.Stage switch
        {
            null => true,
            Stage.Repealed => false,
            Stage.Draft or Stage.Comment => addendum != Addendum.Rescheduling,
            _ => addendum is Addendum.Rescheduling or Addendum.Correction || by == LineageKeyKind.Number,
        };

    /// <summary>
    /// The same stage once more, of what is known by number, or, of a consultation, by its full name: a second round, a second
    /// publication of a rule.
    /// </summary>
    private static bool IsAgain(Lineage lineage, Entry entry, LineageKeyKind by) =>
        entry.Facts.Stage is { } stage && stage == lineage.Stage && (entry.Published - lineage.StageSince).Duration() <= Longest
        && ((by == LineageKeyKind.Number && stage is Stage.Draft or Stage.Comment or Stage.Final or Stage.Effective)
            || (by == LineageKeyKind.Name && stage == Stage.Comment));

    /// <summary>
    /// A stage that the measure has behind it: who reports it is late. By its own number it is the measure's for good; a consultation
    /// under the name of an adopted measure is late for some weeks only, then it is about what shall follow it.
    /// </summary>
    private static bool IsLate(Lineage lineage, Entry entry, LineageKeyKind by)
    {
        if (entry.Facts.Stage is not (Stage.Draft or Stage.Comment or Stage.Final) || !(entry.Facts.Stage < lineage.Stage))
            return false;
        var (apart, before) = ((entry.Published - lineage.StageSince).Duration(), entry.Published < lineage.StageSince);
        return by switch
        {
            LineageKeyKind.Number => (lineage.Stage != Stage.Repealed || before || apart <= Copying) && DocumentMarks.Shared(lineage, entry),
            LineageKeyKind.Name => lineage.Stage == Stage.Comment || (before && entry.Facts.Stage != Stage.Final) ? apart <= Longest : lineage.Stage <= Stage.Effective && apart <= Copying,
            _ => false,
        };
    }

    /// <summary>
    /// Whether an entry takes a key that leads to another measure. A number stays with the document that has it, a name goes to the
    /// next measure of this name and not to who only reports of it.
    /// </summary>
    public static bool Leads(Entry entry, LineageKeyKind key) => key switch
    {
        LineageKeyKind.Number => false,
        LineageKeyKind.Name => entry.Facts.Stage is not null,
        _ => true,
    };

    /// <summary>
    /// Another source says the same, or the source itself publishes a text of a measure again. A source that writes a second time
    /// what is no measure says something new: reports of every week have one title. Two bodies, two numbers and, of what is no
    /// measure, two texts are two things.
    /// </summary>
    public static bool IsCopy(Lineage lineage, Entry entry)
    {
        var stage = entry.Facts.Stage;
        var like = lineage.Parts.Where(part => stage is null || part.Stage is null || part.Stage == stage).ToList();
        var numbers = LineageKeys.Own(entry);
        if (like.Exists(part => DocumentMarks.Differ(part, numbers) || AreOfTwoBodies(part, entry)))
            return false;
        var own = like.Where(part => part.Source == entry.Source).ToList();
        // A list gives titles only: without a text nobody can say that two are one.
        if (own.Count > 0)
            return stage is not null && entry.Summary.Length + entry.Content.Length > 0 && like.Exists(part => part.Text == Texts.Mark(entry) && Within(part, Copying));
        return like.Exists(part => part.Source != entry.Source && Within(part, lineage.Stage is null ? Repeating : Copying)
            && (lineage.Stage is not null || stage is not null || part.Text == Texts.Mark(entry)));

        bool Within(LineagePart part, TimeSpan span) => (part.Published - entry.Published).Duration() <= span;
    }

    private static bool AreOfTwoBodies(LineagePart part, Entry entry)
    {
        var (one, other) = (TitleCore.Announcer(part.Title), TitleCore.Announcer(entry.Title));
        return one.Length > 0 && other.Length > 0 && !one.Contains(other, StringComparison.Ordinal) && !other.Contains(one, StringComparison.Ordinal)
            && !Agencies.In(one).Intersect(Agencies.In(other)).Any();
    }

    /// <summary>
    /// The rules of one province are not those of another, nor of the ministry, whatever they are called. A headline that names no
    /// place may be of any.
    /// </summary>
    private static bool IsElsewhere(Lineage lineage, Entry entry)
    {
        var (place, places) = (PlaceOf(entry.Title), lineage.Parts.Select(part => PlaceOf(part.Title)).OfType<string>().Distinct().ToList());
        if (place is { Length: > 0 })
            return !lineage.Parts.Any(part => TitleText.Fold(part.Title).Contains(place, StringComparison.Ordinal));
        return (place is not null || entry.Facts.Agencies.Count > 0) && places.Exists(other => other.Length > 0 && !TitleText.Fold(entry.Title).Contains(other, StringComparison.Ordinal));
    }

    /// <summary>江苏 of 江苏省工业和信息化厅关于…; empty where a body of no province announces, null where nobody is named.</summary>
    private static string? PlaceOf(string title) => TitleCore.Announcer(title) is { Length: > 0 } announcer ? Province().Match(announcer).Groups[1].Value : null;

    /// <summary>Whether a stage is news of a measure.</summary>
    public static bool Brings(Lineage lineage, Stage? stage) => (lineage.Stage, stage) switch
    {
        (_, null) => false,
        (null, _) => true,
        (Stage.Repealed, Stage.Repealed) => false,
        (_, Stage.Amended or Stage.Repealed) => true,
        (Stage.Amended, _) => stage == Stage.Effective,
        (Stage.Repealed, _) => false,
        var (before, after) => after > before,
    };

    [GeneratedRegex(@"^([\u4e00-\u9fff]{2,7}?)(?:省|自治区|市(?!场)|自治州)", RegexOptions.CultureInvariant)]
    private static partial Regex Province();
}

/// <summary>The text of an entry as one mark: equal for equal texts, whoever published them.</summary>
internal static class Texts
{
    public static string Mark(Entry entry) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{entry.Title}\n{entry.Summary}\n{entry.Content}")))[..16];
}
