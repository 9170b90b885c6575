using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Quantities;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// What one entry does to its measure, and what is told of it. Each rule on entries has one episode a measure: opened by the first
/// entry that matches, escalated by a further stage, corrected by an amendment or by a changed clause that matters, resolved by
/// the repeal. A copy by another source tells nothing. Taking the same entry twice changes nothing.
/// </summary>
/// <param name="Warnings">In the order of the rules.</param>
public sealed record LineageCommit(Lineage Lineage, IReadOnlyList<Warning> Warnings)
{
    /// <summary>The clauses of the entry that changed since it was last read; empty for a new one.</summary>
    public IReadOnlyList<ClauseChange> Changes { get; init; } = [];

    /// <param name="rules">All rules; those on series are passed over.</param>
    /// <param name="isUpdate">Whether the entry was known with another text, <paramref name="before"/>.</param>
    /// <param name="before">Null where it is new, or no longer known.</param>
    /// <param name="isSilent">What was there before anybody watched, or reads otherwise because it is read otherwise: noted, not told.</param>
    /// <param name="today">In the zone of the measure.</param>
    /// <param name="earlier">The other entries of the measure, as far as they are known: a rule that is younger than they are has no episode yet.</param>
    public static LineageCommit Take(
        Lineage lineage, Entry entry, bool isUpdate, Entry? before, IEnumerable<Rule> rules, bool isSilent, DateOnly today, IReadOnlyList<Entry>? earlier = null)
    {
        if (lineage.PartOf(entry) is { } known && known.Text == Texts.Mark(entry))
            return new(lineage, []);
        var news = LineageNews.Of(lineage, entry, isUpdate, before, today);
        var after = With(lineage, entry, news);
        if (isSilent)
            return new(after, []) { Changes = news.Changes };
        var (episodes, warnings) = (new Dictionary<string, LineageEpisode>(lineage.Episodes), new List<Warning>());
        foreach (var rule in rules)
        {
            if (rule.Entry is null || LineageStep.Of(after, entry, news, rule, lineage.Episodes.GetValueOrDefault(rule.Id), today, earlier ?? []) is not { } step)
                continue;
            episodes[rule.Id] = step.Episode;
            warnings.Add(step.Warning);
        }

        return new(after with { Episodes = episodes }, warnings) { Changes = news.Changes };
    }

    private static Lineage With(Lineage lineage, Entry entry, LineageNews news)
    {
        var part = new LineagePart(entry.Source, entry.Id, entry.Title, entry.Link, entry.Published, entry.Facts.Stage, Texts.Mark(entry), LineageKeys.Own(entry));
        var parts = lineage.PartOf(entry) is { } known ? lineage.Parts.Select(one => one == known ? part : one) : lineage.Parts.Append(part);
        return lineage with
        {
            Stage = news.Stage ?? lineage.Stage,
            StageSince = news.Stage is null ? lineage.StageSince : entry.Published,
            Parts = [.. parts.TakeLast(Lineage.MostParts)],
            Dates = Dates(lineage, entry, news),
            Commit = lineage.Commit + 1,
        };
    }

    /// <summary>
    /// A stage brings its dates, and what moves a date sets it. Else an entry only adds what was not known: a copy does not set a date
    /// anew, and a report about an earlier stage does not take back one that a later stage set.
    /// </summary>
    private static IReadOnlyList<EntryDate> Dates(Lineage lineage, Entry entry, LineageNews news)
    {
        var stated = DateChange.Stated(entry).ToList();
        // From when a measure is repealed is its end, not its beginning.
        if (news.Stage == Lineages.Stage.Repealed)
            stated = [.. stated.OrderBy(date => date.Kind).Select(date => date.Kind == PolicyDateKind.Effective ? date with { Kind = PolicyDateKind.Expiry } : date)];
        if (news.Stage is not null)
            return [.. stated.Concat(lineage.Dates).DistinctBy(date => date.Kind)];
        var moved = news.Moved.Select(change => change.Kind).ToHashSet();
        var kept = stated.Where(date => moved.Contains(date.Kind)).Concat(lineage.Dates.Where(date => !moved.Contains(date.Kind)));
        var adds = lineage.Stage is null || entry.Facts.Stage == lineage.Stage || news.Addendum is not null;
        return [.. kept.Concat(adds ? stated : []).DistinctBy(date => date.Kind)];
    }
}

/// <summary>What an entry says of its measure that was not known.</summary>
/// <param name="Stage">The stage that it brings; null where it brings none.</param>
/// <param name="Since">The stage that the measure had before, and since when.</param>
/// <param name="Changes">Of an entry that was known.</param>
/// <param name="Matters">Whether they change a number, a date, the title, or what is forbidden, obliged and allowed.</param>
/// <param name="Before">The entry as it was known.</param>
internal sealed record LineageNews(Stage? Stage, (Stage Stage, Period Since)? Since, IReadOnlyList<ClauseChange> Changes, bool Matters, bool IsUpdate, Entry? Before)
{
    /// <summary>What it adds, where no other source has said it; null where it brings a stage.</summary>
    public Addendum? Addendum { get; init; }

    /// <summary>The dates that it sets anew.</summary>
    public IReadOnlyList<DateChange> Moved { get; init; } = [];

    /// <summary>Of the changed clauses that which tells most.</summary>
    public ClauseChange? Clause { get; init; }

    /// <summary>Whether a measure at its stage is another one now.</summary>
    public bool Corrects => Stage is null && ((Matters && Changes.Count > 0) || Addendum is not null || Moved.Any(change => change.Before is not null));

    /// <summary>Whether the measure has another date now, which lies ahead: what had ended goes on.</summary>
    public bool Reopens(DateOnly today) => Stage is null && Moved.Any(change => change.After is null ? Addendum is not null : change.After >= today);

    /// <param name="today">In the zone of the measure.</param>
    public static LineageNews Of(Lineage lineage, Entry entry, bool isUpdate, Entry? before, DateOnly today)
    {
        var stage = StageOf(lineage, entry, isUpdate, before, today);
        var (clauses, addendum) = (before is null ? [] : ClauseDiff.All(TextOf(before), TextOf(entry)), AddendumReader.Of(entry));
        var adds = isUpdate || stage is not null ? null : Adding.Of(lineage, entry, addendum);
        return new(
            stage,
            lineage.Stage is { } was ? (was, lineage.StageSince) : null,
            ClauseDiff.Shown(clauses),
            before is not null && (IsMaterial(before, entry) || Modality.Differs(clauses)),
            isUpdate,
            before)
        {
            Addendum = adds,
            Moved = stage is not null ? [] : DateChange.Of(lineage, entry, adds ?? addendum, adds is not null),
            Clause = before is null ? null : Telling(before, entry, clauses),
        };
    }

    private static Stage? StageOf(Lineage lineage, Entry entry, bool isUpdate, Entry? before, DateOnly today)
    {
        var stage = isUpdate && (lineage.PartOf(entry)?.Stage ?? before?.Facts.Stage) == entry.Facts.Stage ? null : entry.Facts.Stage;
        // What is known to begin on a later day is not in force because somebody says so.
        if (stage == Lineages.Stage.Effective && (entry.Facts.Dates.LastOrDefault(date => date.Kind == PolicyDateKind.Effective)?.Date ?? lineage.DateOf(PolicyDateKind.Effective)) > today)
            stage = Lineages.Stage.Final;
        // A mended misprint does not make an amended measure of it.
        if (stage == Lineages.Stage.Amended && AddendumReader.Of(entry) == Lineages.Addendum.Correction && lineage.Parts.Count > 0)
            return null;
        var isKnown = stage == Lineages.Stage.Amended && lineage.Stage == Lineages.Stage.Amended && LineageFit.IsCopy(lineage, entry);
        return LineageFit.Brings(lineage, stage) && !isKnown ? stage : null;
    }

    /// <summary>Another title, else a clause that forbids or allows what it did not, else one with another number.</summary>
    private static ClauseChange? Telling(Entry before, Entry after, IReadOnlyList<ClauseChange> clauses)
    {
        if (clauses.Count == 0 || EntryWords.Fold(before.Title) != EntryWords.Fold(after.Title))
            return clauses.Count == 0 ? null : clauses[0];
        return clauses.FirstOrDefault(Modality.Differs)
            ?? clauses.FirstOrDefault(change => !Digits(change.Before).SequenceEqual(Digits(change.After)))
            ?? clauses[0];
    }

    private static IEnumerable<char> Digits(string? clause) => (clause ?? "").Where(char.IsDigit);

    private static string TextOf(Entry entry) => $"{entry.Title}\n{entry.Summary}\n{entry.Content}";

    /// <summary>A corrected comma is stored and not told; another number, date or title is, and what forbids or allows otherwise.</summary>
    private static bool IsMaterial(Entry before, Entry after) =>
        EntryWords.Fold(before.Title) != EntryWords.Fold(after.Title)
        || !before.Facts.Dates.Select(date => (date.Kind, date.Date)).SequenceEqual(after.Facts.Dates.Select(date => (date.Kind, date.Date)))
        || !Numbers(before).SequenceEqual(Numbers(after));

    /// <summary>A counter of visitors is no clause: numbers count that measure something.</summary>
    private static IEnumerable<string> Numbers(Entry entry) =>
        entry.Facts.Quantities.Where(quantity => quantity.Type != QuantityType.Amount || quantity.Unit is not null).Select(quantity => quantity.Text);
}
