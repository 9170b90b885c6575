using Notifier.Core.Entries.Dates;
using Notifier.Core.Episodes;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// What time alone does to a measure: a rule tells 30 and 7 days (or as its <c>before</c> says) before a deadline, before it comes
/// into force or ends; on the day itself a measure comes into force; the day after a deadline or an expiry its episodes end.
/// </summary>
public static class LineageCalendar
{
    /// <summary>Whether there is a day to come on which there may be something to do.</summary>
    /// <param name="rules">All rules.</param>
    public static bool IsWatched(Lineage lineage, IReadOnlyList<Rule> rules) => Open(lineage, rules)
        .Any(open => Moments(lineage, open.Rule).Any(moment => moment.Day > open.Episode.Shown));

    /// <summary>On which day there may be something to do next, for the rules that there are or for one that is still to come; null where no date lies ahead.</summary>
    public static DateOnly? NextLook(Lineage lineage, IReadOnlyList<Rule> rules, DateOnly today)
    {
        if (IsWatched(lineage, rules))
            return today.AddDays(1);
        var ahead = Ahead(lineage).Select(date => date.Date).Where(date => date > today).ToList();
        if (ahead.Count == 0)
            return null;
        var first = ahead.Min().AddDays(-EntryMatch.LongestBefore);
        return first > today ? first : today.AddDays(1);
    }

    /// <summary>Whether a rule without an episode has a day of the measure to tell: then its entries must be known.</summary>
    public static bool IsAsked(Lineage lineage, IReadOnlyList<Rule> rules, DateOnly since, DateOnly today) =>
        rules.Any(rule => rule.Entry is not null && !lineage.Episodes.ContainsKey(rule.Id) && Due(lineage, rule, null, since, today).Count > 0);

    /// <summary>
    /// Runs all that came up to a day. After an outage the last reminder of a date is told, not each of them. A rule that is younger
    /// than the measure opens its episode with the first day that it has to tell.
    /// </summary>
    /// <param name="since">The first day that was not looked at yet; without it, only open episodes go on.</param>
    /// <param name="entries">Those of the measure, as far as they are known: a rule without an episode is compared with them.</param>
    public static LineageCommit Run(Lineage lineage, IReadOnlyList<Rule> rules, DateOnly today, DateOnly? since = null, IReadOnlyList<Entry>? entries = null)
    {
        var (episodes, warnings) = (new Dictionary<string, LineageEpisode>(lineage.Episodes), new List<Warning>());
        foreach (var rule in rules.Where(rule => rule.Entry is not null))
        {
            var episode = lineage.Episodes.GetValueOrDefault(rule.Id);
            if (episode is { IsOpen: false } || (episode is null && EntryRuleMatch.Find(Anytime(rule.Entry!), null, entries ?? []) is null))
                continue;
            var due = Due(lineage, rule, episode, since, today);
            if (episode is not null && due.Count > 0)
                episodes[rule.Id] = episode with { Shown = today };
            foreach (var moment in Told(due, today).Where(moment => IsWanted(rule.Entry!, lineage, episode, moment)))
            {
                var step = LineageStep.OfDay(lineage, rule, episodes.GetValueOrDefault(rule.Id), moment.Kind, today, Reason(lineage, moment, today), Topics(entries ?? []));
                episodes[rule.Id] = step.Episode;
                warnings.Add(step.Warning);
            }
        }

        var stage = Ahead(lineage).Any(date => date.Kind == PolicyDateKind.Effective && date.Date <= today) ? Stage.Effective : lineage.Stage;
        return warnings.Count == 0 && stage == lineage.Stage && episodes.Values.SequenceEqual(lineage.Episodes.Values)
            ? new(lineage, [])
            : new(lineage with { Episodes = episodes, Stage = stage, Commit = lineage.Commit + 1 }, warnings);
    }

    /// <summary>Whether a consultation or a term had ended before anybody told of it.</summary>
    internal static bool IsOver(Lineage lineage, DateOnly today) => Ahead(lineage).Any(date => date.Kind != PolicyDateKind.Effective && date.Date < today);

    private static List<Moment> Due(Lineage lineage, Rule rule, LineageEpisode? episode, DateOnly? since, DateOnly today) => [.. Moments(lineage, rule)
        .Where(moment => moment.Day <= today && (episode is not null ? moment.Day > episode.Shown : moment.Day >= since && moment.Kind != TransitionKind.Resolved))];

    /// <summary>
    /// Whoever asks for stages is reminded while the measure is at one of them, and told that it comes into force where that is one. What
    /// was told ends for everybody. A rule that was changed since tells of its present topics.
    /// </summary>
    private static bool IsWanted(EntryMatch match, Lineage lineage, LineageEpisode? episode, Moment moment) => moment.Kind == TransitionKind.Resolved
        || (EntryRuleMatch.IsAt(match, moment.Kind == TransitionKind.Escalated ? Stage.Effective : lineage.Stage)
            && (episode is null || match.Topics.Count == 0 || match.Topics.Intersect(episode.Topics).Any()));

    private static EntryMatch Anytime(EntryMatch match) => match with { Stages = [] };

    private static IReadOnlyList<string> Topics(IReadOnlyList<Entry> entries) => [.. entries.SelectMany(entry => entry.Facts.Topics).Select(topic => topic.Id).Distinct()];

    /// <summary>The end, else the beginning, else of each date the reminder that came last.</summary>
    private static IEnumerable<Moment> Told(List<Moment> due, DateOnly today)
    {
        if (due.Exists(moment => moment.Kind == TransitionKind.Resolved))
            return [due.First(moment => moment.Kind == TransitionKind.Resolved)];
        return due.Where(moment => moment.Kind == TransitionKind.Escalated).Take(1)
            .Concat(due.Where(moment => moment.Kind == TransitionKind.Reminder && moment.Date >= today && !(moment.Date == today && moment.Of == PolicyDateKind.Effective)).GroupBy(moment => (moment.Of, moment.Date)).Select(one => one.MaxBy(moment => moment.Day)));
    }

    private static Indicators.Phrase Reason(Lineage lineage, Moment moment, DateOnly today) => moment.Kind switch
    {
        TransitionKind.Reminder => LineageReason.Before(lineage, moment.Of, moment.Date, moment.Date.DayNumber - today.DayNumber),
        TransitionKind.Escalated => LineageReason.InForce(lineage, moment.Date),
        _ => LineageReason.Ended(lineage, moment.Of, moment.Date),
    };

    private static IEnumerable<(Rule Rule, LineageEpisode Episode)> Open(Lineage lineage, IReadOnlyList<Rule> rules) => rules
        .Where(rule => rule.Entry is not null && lineage.Episodes.GetValueOrDefault(rule.Id) is { IsOpen: true })
        .Select(rule => (rule, lineage.Episodes[rule.Id]));

    private static IEnumerable<Moment> Moments(Lineage lineage, Rule rule)
    {
        foreach (var (kind, date) in Ahead(lineage))
        {
            foreach (var before in rule.Entry!.Before)
                yield return new(date.AddDays(-(int)before.TotalDays), TransitionKind.Reminder, kind, date);
            yield return kind == PolicyDateKind.Effective ? new(date, TransitionKind.Escalated, kind, date) : new(date.AddDays(1), TransitionKind.Resolved, kind, date);
        }
    }

    /// <summary>The dates that count at the present stage: a deadline no longer does once the measure is adopted.</summary>
    private static IEnumerable<(PolicyDateKind Kind, DateOnly Date)> Ahead(Lineage lineage)
    {
        if (lineage.Stage is null or Stage.Draft or Stage.Comment && lineage.DateOf(PolicyDateKind.Deadline) is { } deadline)
            yield return (PolicyDateKind.Deadline, deadline);
        if (lineage.Stage is not (Stage.Draft or Stage.Comment or Stage.Effective or Stage.Repealed) && lineage.DateOf(PolicyDateKind.Effective) is { } effective)
            yield return (PolicyDateKind.Effective, effective);
        if (lineage.Stage is not (Stage.Draft or Stage.Comment or Stage.Repealed) && lineage.DateOf(PolicyDateKind.Expiry) is { } expiry)
            yield return (PolicyDateKind.Expiry, expiry);
    }

    /// <param name="Day">On which it is told.</param>
    /// <param name="Of">The kind of date, and <paramref name="Date"/> itself.</param>
    private readonly record struct Moment(DateOnly Day, TransitionKind Kind, PolicyDateKind Of, DateOnly Date);
}
