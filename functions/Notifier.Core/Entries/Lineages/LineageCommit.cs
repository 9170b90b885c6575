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
        var news = LineageNews.Of(lineage, entry, isUpdate, before);
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
        var part = new LineagePart(entry.Source, entry.Id, entry.Title, entry.Link, entry.Published, entry.Facts.Stage, Texts.Mark(entry));
        var parts = lineage.PartOf(entry) is { } known ? lineage.Parts.Select(one => one == known ? part : one) : lineage.Parts.Append(part);
        // A report about an earlier stage does not take back a date that a later one set.
        var dates = news.Stage is not null || lineage.Stage is null || entry.Facts.Stage == lineage.Stage ? entry.Facts.Dates : [];
        return lineage with
        {
            Stage = news.Stage ?? lineage.Stage,
            StageSince = news.Stage is null ? lineage.StageSince : entry.Published,
            Parts = [.. parts.TakeLast(Lineage.MostParts)],
            Dates = [.. dates.GroupBy(date => date.Kind).Select(ofKind => ofKind.Last()).Concat(lineage.Dates).DistinctBy(date => date.Kind)],
            Commit = lineage.Commit + 1,
        };
    }
}

/// <summary>What an entry says of its measure that was not known.</summary>
/// <param name="Stage">The stage that it brings; null where it brings none.</param>
/// <param name="Since">The stage that the measure had before, and since when.</param>
/// <param name="Changes">Of an entry that was known.</param>
/// <param name="Matters">Whether they change a number, a date or the title.</param>
/// <param name="Before">The entry as it was known.</param>
internal sealed record LineageNews(Stage? Stage, (Stage Stage, Period Since)? Since, IReadOnlyList<ClauseChange> Changes, bool Matters, bool IsUpdate, Entry? Before)
{
    /// <summary>Whether a known measure has another date now, which lies ahead.</summary>
    public bool MovesDate(Entry entry, DateOnly today) => Since is not null && Before is not null && Changes.Count > 0
        && entry.Facts.Dates.Any(date => date.Date >= today && !Before.Facts.Dates.Any(was => was.Kind == date.Kind && was.Date == date.Date));

    public static LineageNews Of(Lineage lineage, Entry entry, bool isUpdate, Entry? before)
    {
        var stage = isUpdate && (lineage.PartOf(entry)?.Stage ?? before?.Facts.Stage) == entry.Facts.Stage ? null : entry.Facts.Stage;
        return new(
            LineageFit.Brings(lineage, stage) && !(stage == Lineages.Stage.Amended && lineage.Stage == Lineages.Stage.Amended && LineageFit.IsCopy(lineage, entry)) ? stage : null,
            lineage.Stage is { } was ? (was, lineage.StageSince) : null,
            before is null ? [] : ClauseDiff.Of(TextOf(before), TextOf(entry)),
            before is not null && IsMaterial(before, entry),
            isUpdate,
            before);
    }

    private static string TextOf(Entry entry) => $"{entry.Title}\n{entry.Summary}\n{entry.Content}";

    /// <summary>A corrected comma is stored and not told; another number, date or title is.</summary>
    private static bool IsMaterial(Entry before, Entry after) =>
        EntryWords.Fold(before.Title) != EntryWords.Fold(after.Title)
        || !before.Facts.Dates.Select(date => (date.Kind, date.Date)).SequenceEqual(after.Facts.Dates.Select(date => (date.Kind, date.Date)))
        || !Numbers(before).SequenceEqual(Numbers(after));

    /// <summary>A counter of visitors is no clause: numbers count that measure something.</summary>
    private static IEnumerable<string> Numbers(Entry entry) =>
        entry.Facts.Quantities.Where(quantity => quantity.Type != QuantityType.Amount || quantity.Unit is not null).Select(quantity => quantity.Text);
}
