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
    /// <param name="earlier">The other entries of the measure, as far as they are known.</param>
    /// <returns>Null where the rule has nothing to tell.</returns>
    public static LineageStep? Of(Lineage lineage, Entry entry, LineageNews news, Rule rule, LineageEpisode? episode, DateOnly today, IReadOnlyList<Entry> earlier)
    {
        var found = EntryRuleMatch.Find(rule.Entry!, entry) ?? (news.Since is null ? null : EntryRuleMatch.Find(rule.Entry!, news.Stage ?? lineage.Stage, earlier));
        if (KindOf(rule.Entry!, news, episode, entry, today, found is not null) is not { } kind)
            return null;
        // The day on which an update says it: its entry keeps the day of its publication.
        var period = kind == TransitionKind.Opened && news.IsUpdate ? Period.From(today) : entry.Published;
        var reason = kind switch
        {
            TransitionKind.Opened when news.IsUpdate && news.Stage is null => LineageReason.Updated(entry, found!, news, lineage),
            TransitionKind.Opened => LineageReason.Opened(entry, found!, news, lineage),
            TransitionKind.Corrected when news.Stage is null => LineageReason.Corrected(entry, news),
            _ => LineageReason.Staged(entry, news, lineage),
        };
        var topics = (episode?.Topics ?? []).Concat(entry.Facts.Topics.Select(topic => topic.Id)).Distinct().ToList();
        var after = kind == TransitionKind.Opened
            ? new LineageEpisode((episode?.Number ?? 0) + 1, 1, rule.Entry!.Severity, period, news.Stage != Stage.Repealed && !LineageCalendar.IsOver(lineage, today), today, topics)
            : episode! with { Sequence = episode.Sequence + 1, IsOpen = kind != TransitionKind.Resolved, Topics = topics, Shown = Shown(episode, news, today) };
        return Compose(lineage, rule, after, kind, period, reason, LineageCitation.Of(entry));
    }

    /// <summary>What the calendar tells: a date that comes near, a stage that begins, an end.</summary>
    /// <param name="episode">Null where the rule tells of the measure for the first time.</param>
    /// <param name="topics">Of the measure, where there is no episode yet.</param>
    public static LineageStep OfDay(Lineage lineage, Rule rule, LineageEpisode? episode, TransitionKind kind, DateOnly day, Phrase reason, IReadOnlyList<string> topics)
    {
        if (episode is null)
            return Compose(lineage, rule, new(1, 1, rule.Entry!.Severity, Period.From(day), true, day, topics), TransitionKind.Opened, Period.From(day), LineageReason.Known(lineage, reason), LineageCitation.Of(lineage), Known(lineage));
        var after = episode with { Sequence = episode.Sequence + 1, IsOpen = kind != TransitionKind.Resolved, Shown = day };
        return Compose(lineage, rule, after, kind, Period.From(day), reason, LineageCitation.Of(lineage));
    }

    /// <summary>The rule is gone: its open episode ends, told to those who were told that it opened.</summary>
    public static LineageStep OfRemoval(Lineage lineage, string rule, LineageEpisode episode, DateOnly day) => Compose(
        lineage, rule, episode with { Sequence = episode.Sequence + 1, IsOpen = false }, TransitionKind.Resolved, Period.From(day), Removal.OfRule, LineageCitation.Of(lineage), null);

    /// <summary>Since when there is something to know of a measure.</summary>
    public static Period Known(Lineage lineage) => lineage.Parts.Min(part => part.Published);

    /// <summary>What had ended begins today; a date that was moved into the past is found by the calendar tomorrow.</summary>
    private static DateOnly Shown(LineageEpisode episode, LineageNews news, DateOnly today) => episode.IsOpen
        ? news.Moved.Select(change => change.After).OfType<DateOnly>().Where(date => date < today).Append(episode.Shown).Min()
        : today;

    private static TransitionKind? KindOf(EntryMatch match, LineageNews news, LineageEpisode? episode, Entry entry, DateOnly today, bool matches)
    {
        // Who was not told of the measure yet, or of its end, is told of what it matches now, and of what changes its course.
        if (episode is not { IsOpen: true })
            return episode is not null && news.Reopens(today) ? TransitionKind.Corrected
                : matches && (news.Stage is not null || news.Reopens(today) || (episode is null && IsFirst(match, news, entry))) ? TransitionKind.Opened
                : null;
        return news.Stage switch
        {
            Stage.Repealed => TransitionKind.Resolved,
            { } stage when match.Stages.Count > 0 && !match.Stages.Contains(stage.Word()) => null,
            Stage.Amended => TransitionKind.Corrected,
            not null => TransitionKind.Escalated,
            null => news.Corrects ? TransitionKind.Corrected : null,
        };
    }

    /// <summary>An update is no new entry, unless it says for the first time what the rule looks for.</summary>
    private static bool IsFirst(EntryMatch match, LineageNews news, Entry entry) =>
        EntryRuleMatch.Find(match, entry) is not null && (!news.IsUpdate || (news.Before is { } before && EntryRuleMatch.Find(match, before) is null));

    private static LineageStep Compose(
        Lineage lineage, Rule rule, LineageEpisode episode, TransitionKind kind, Period period, Phrase reason, WarningEntry cited, Period? since = null) =>
        Compose(lineage, rule.Id, episode with { Title = rule.Title, Version = rule.Version, Tags = rule.Tags }, kind, period, reason, cited, since);

    private static LineageStep Compose(
        Lineage lineage, string rule, LineageEpisode episode, TransitionKind kind, Period period, Phrase reason, WarningEntry cited, Period? since)
    {
        var id = EpisodeIds.Episode(rule, lineage.Id, episode.Number, episode.OpenedAt);
        var (english, chinese) = reason;
        var transition = new Transition(episode.Sequence, kind, episode.Severity, period, 1, english, ReasonZh: chinese);
        var warning = new Warning(
            EpisodeIds.Warning(id, episode.Sequence), id, episode.Sequence, rule, episode.Title.Length > 0 ? episode.Title : rule, cited.Source, kind, episode.Severity, episode.Severity,
            period, 1, EntryRuleMatch.Unit, english, AlreadySince: since,
            new WarningInputs(episode.Version, [], LineageCitation.Ids(lineage, cited)),
            kind == TransitionKind.Reminder ? [] : [transition],
            episode.Tags, episode.Topics, cited, chinese);
        return new(episode with { Reason = english }, warning);
    }
}

/// <summary>What a warning about a measure cites.</summary>
internal static class LineageCitation
{
    private const int MostIds = 12;
    private const int MostCharacters = 1_000;

    public static WarningEntry Of(Entry entry) => new(entry.Id, entry.Source, entry.Title, entry.Link, entry.Published);

    public static WarningEntry Of(Lineage lineage) =>
        new(lineage.Newest.Id, lineage.Newest.Source, lineage.Newest.Title, lineage.Newest.Link, lineage.Newest.Published);

    /// <summary>The entry told of first, then the others of the measure, the newest first.</summary>
    public static IReadOnlyList<string> Ids(Lineage lineage, WarningEntry cited)
    {
        var left = MostCharacters;
        return [cited.Id, .. lineage.Parts.Reverse().Select(part => part.Id).Where(id => id != cited.Id).Distinct().Take(MostIds - 1).TakeWhile(id => (left -= id.Length) >= 0)];
    }
}
