using Notifier.Core.Entries.Dates;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Entries.Lineages;

/// <summary>One transition of one rule's episode on a measure, and the warning that tells it.</summary>
internal sealed record LineageStep(LineageEpisode Episode, Warning Warning)
{
    /// <returns>Null where the rule has nothing to tell.</returns>
    public static LineageStep? Of(Lineage lineage, Entry entry, LineageNews news, Rule rule, LineageEpisode? episode, DateOnly today)
    {
        var found = EntryRuleMatch.Find(rule.Entry!, entry);
        if (KindOf(rule.Entry!, news, episode, found is not null) is not { } kind)
            return null;
        var reason = kind switch
        {
            TransitionKind.Opened => LineageReason.Opened(entry, found!, news, lineage),
            TransitionKind.Corrected when news.Stage is null => LineageReason.Changed(entry, news.Changes),
            _ => LineageReason.Staged(entry, news, lineage),
        };
        var topics = (episode?.Topics ?? []).Concat(entry.Facts.Topics.Select(topic => topic.Id)).Distinct().ToList();
        var after = kind == TransitionKind.Opened
            ? new LineageEpisode((episode?.Number ?? 0) + 1, 1, rule.Entry!.Severity, entry.Published, news.Stage != Stage.Repealed && !LineageCalendar.IsOver(lineage, today), today, topics)
            : episode! with { Sequence = episode.Sequence + 1, IsOpen = kind != TransitionKind.Resolved, Topics = topics };
        return new(after, Compose(lineage, rule, after, kind, entry.Published, reason, LineageCitation.Of(entry)));
    }

    /// <summary>What the calendar tells: a date that comes near, a stage that begins, an end.</summary>
    public static LineageStep OfDay(Lineage lineage, Rule rule, LineageEpisode episode, TransitionKind kind, DateOnly day, Phrase reason)
    {
        var after = episode with { Sequence = episode.Sequence + 1, IsOpen = kind != TransitionKind.Resolved, Shown = day };
        return new(after, Compose(lineage, rule, after, kind, Period.From(day), reason, LineageCitation.Of(lineage)));
    }

    private static TransitionKind? KindOf(EntryMatch match, LineageNews news, LineageEpisode? episode, bool matches)
    {
        // An update is no new entry, unless it brings a stage.
        if (episode is null)
            return matches && (!news.IsUpdate || news.Stage is not null) ? TransitionKind.Opened : null;
        if (!episode.IsOpen)
            return matches && news.Stage is not null ? TransitionKind.Opened : null;
        return news.Stage switch
        {
            Stage.Repealed => TransitionKind.Resolved,
            { } stage when match.Stages.Count > 0 && !match.Stages.Contains(stage.Word()) => null,
            Stage.Amended => TransitionKind.Corrected,
            not null => TransitionKind.Escalated,
            null => news.Matters && news.Changes.Count > 0 ? TransitionKind.Corrected : null,
        };
    }

    private static Warning Compose(
        Lineage lineage, Rule rule, LineageEpisode episode, TransitionKind kind, Period period, Phrase reason, WarningEntry cited)
    {
        var id = EpisodeIds.Episode(rule.Id, lineage.Id, episode.Number, episode.OpenedAt);
        var (english, chinese) = reason;
        var transition = new Transition(episode.Sequence, kind, episode.Severity, period, 1, english, ReasonZh: chinese);
        return new(
            EpisodeIds.Warning(id, episode.Sequence), id, episode.Sequence, rule.Id, rule.Title, cited.Source, kind, episode.Severity, episode.Severity,
            period, 1, EntryRuleMatch.Unit, english, AlreadySince: null,
            new WarningInputs(rule.Version, [], LineageCitation.Ids(lineage, cited)),
            kind == TransitionKind.Reminder ? [] : [transition],
            rule.Tags, episode.Topics, cited, chinese);
    }
}

/// <summary>What a warning about a measure cites.</summary>
internal static class LineageCitation
{
    private const int MostIds = 12;
    private const int MostCharacters = 1_000;

    public static WarningEntry Of(Entry entry) => new(entry.Id, entry.Source, entry.Title, entry.Link, entry.Published);

    /// <summary>The entry that brought the measure where it is.</summary>
    public static WarningEntry Of(Lineage lineage)
    {
        var part = lineage.Parts.LastOrDefault(part => part.Stage is not null && part.Stage == lineage.Stage) ?? lineage.Parts[^1];
        return new(part.Id, part.Source, part.Title, part.Link, part.Published);
    }

    /// <summary>The entry told of first, then the others of the measure, the newest first.</summary>
    public static IReadOnlyList<string> Ids(Lineage lineage, WarningEntry cited)
    {
        var left = MostCharacters;
        return [cited.Id, .. lineage.Parts.Reverse().Select(part => part.Id).Where(id => id != cited.Id).Distinct().Take(MostIds - 1).TakeWhile(id => (left -= id.Length) >= 0)];
    }
}
