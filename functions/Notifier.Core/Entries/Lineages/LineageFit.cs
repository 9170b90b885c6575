namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// Whether an entry goes on with a measure that shares a key with it. What does not begins a measure of its own: rather told
/// once more than not at all.
/// </summary>
public static class LineageFit
{
    /// <summary>Gazette and press copy what a ministry publishes within weeks; a later text of the same stage is another measure.</summary>
    private static readonly TimeSpan Copying = TimeSpan.FromDays(45);

    /// <summary>News are repeated within days.</summary>
    private static readonly TimeSpan Repeating = TimeSpan.FromDays(10);

    /// <summary>Between a proposal and the act: longer than the EU takes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3 * 365);

    public static bool GoesOn(Lineage lineage, Entry entry, LineageKeyKind by)
    {
        if (lineage.PartOf(entry) is not null)
            return true;
        var near = lineage.Parts.Any(part => (part.Published - entry.Published).Duration() <= Copying);
        // A feed may give all its items one link, that of its page.
        if (by == LineageKeyKind.Link)
            return near && lineage.Parts.Any(part => part.Source != entry.Source && AreAlike(part.Title, entry.Title));
        if (StageReader.IsCommentary(EntryWords.Fold(entry.Title)))
            return near;
        if (Brings(lineage, entry.Facts.Stage))
            return by != LineageKeyKind.Title || entry.Published - lineage.StageSince <= Longest;
        return IsCopy(lineage, entry);
    }

    /// <summary>
    /// Another source says the same, or the source itself publishes a text of a measure again. A source that writes a second time
    /// what is no measure says something new: reports of every week have one title. Two bodies, two numbers and, of what is no
    /// measure, two texts are two things.
    /// </summary>
    public static bool IsCopy(Lineage lineage, Entry entry)
    {
        var stage = entry.Facts.Stage;
        var like = lineage.Parts.Where(part => stage is null || part.Stage is null || part.Stage == stage).ToList();
        if (like.Exists(part => AreOfTwo(part, entry)))
            return false;
        var own = like.Where(part => part.Source == entry.Source).ToList();
        // A list gives titles only: without a text nobody can say that two are one.
        if (own.Count > 0)
            return stage is not null && entry.Summary.Length + entry.Content.Length > 0 && own.Exists(part => part.Text == Texts.Mark(entry) && Within(part, Copying));
        return like.Exists(part => part.Source != entry.Source && Within(part, lineage.Stage is null ? Repeating : Copying)
            && (lineage.Stage is not null || stage is not null || part.Text == Texts.Mark(entry)));

        bool Within(LineagePart part, TimeSpan span) => (part.Published - entry.Published).Duration() <= span;
    }

    private static bool AreOfTwo(LineagePart part, Entry entry)
    {
        if (LineageKeys.OwnNumber(part.Title, part.Id, part.Link) is { } number && LineageKeys.OwnNumber(entry.Title, entry.Id, entry.Link) is { } another && number != another)
            return true;
        var (one, other) = (LineageKeys.Announcer(part.Title), LineageKeys.Announcer(entry.Title));
        return one.Length > 0 && other.Length > 0 && !one.Contains(other, StringComparison.Ordinal) && !other.Contains(one, StringComparison.Ordinal)
            && !Agencies.In(one).Intersect(Agencies.In(other)).Any();
    }

    /// <summary>Lists cut titles.</summary>
    private static bool AreAlike(string one, string other)
    {
        var (left, right) = (EntryWords.Fold(one).TrimEnd('.', ' ', '…'), EntryWords.Fold(other).TrimEnd('.', ' ', '…'));
        return left.Length > 0 && right.Length > 0 && (left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal));
    }

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
}

/// <summary>The text of an entry as one mark: equal for equal texts, whoever published them.</summary>
internal static class Texts
{
    public static string Mark(Entry entry) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{entry.Title}\n{entry.Summary}\n{entry.Content}")))[..16];
}
