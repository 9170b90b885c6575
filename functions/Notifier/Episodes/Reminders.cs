using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Episodes;

/// <summary>
/// Tells an episode again that nobody ended: every <see cref="Rule.Remind"/> after the last message. A reminder is no transition,
/// but takes the next sequence of the episode, so that a receiver does not drop it as a repeat.
/// </summary>
/// <param name="Commit">With the reminders among its warnings.</param>
/// <param name="Told">When each open episode of a rule that reminds was last told, by rule id.</param>
/// <param name="Next">When the next reminder of this series is due; null where none is.</param>
internal sealed record Reminders(SeriesCommit Commit, IReadOnlyDictionary<string, DateTimeOffset> Told, DateTimeOffset? Next)
{
    /// <param name="told">As stored with the state before the commit.</param>
    public static Reminders Of(SeriesCommit commit, IReadOnlyList<Rule> rules, IReadOnlyDictionary<string, DateTimeOffset> told, DateTimeOffset now)
    {
        var after = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        DateTimeOffset? next = null;
        foreach (var rule in rules.Where(rule => rule.Remind is not null))
        {
            if (commit.State.Rules.GetValueOrDefault(rule.Id) is not { Told: not null, Episode.Quiet: false } machine)
                continue;
            var last = commit.Warnings.Any(warning => warning.Rule == rule.Id) ? now : told.GetValueOrDefault(rule.Id, now);
            if (last + rule.Remind!.Value <= now)
                (commit, last) = (Remind(commit, rule, machine), now);
            after[rule.Id] = last;
            next = next is null || last + rule.Remind < next ? last + rule.Remind : next;
        }

        return new(commit, after, next);
    }

    private static SeriesCommit Remind(SeriesCommit commit, Rule rule, RuleState machine)
    {
        var told = machine with { Episode = machine.Episode with { Sequence = machine.Sequence + 1 } };
        var states = new Dictionary<string, RuleState>(commit.State.Rules, StringComparer.Ordinal) { [rule.Id] = told };
        return commit with
        {
            State = commit.State with { Rules = states },
            Warnings = [.. commit.Warnings, Warning(rule, told, commit.State)],
        };
    }

    private static Warning Warning(Rule rule, RuleState machine, SeriesState state)
    {
        var episode = EpisodeIds.Episode(rule.Id, state.Series.Id, machine.EpisodeNumber, machine.OpenedAt!.Value);
        var newest = state.Window.Last;
        return new(
            EpisodeIds.Warning(episode, machine.Sequence),
            episode,
            machine.Sequence,
            rule.Id,
            machine.Title,
            state.Series.Id,
            TransitionKind.Reminder,
            machine.Told!.Value,
            machine.Peak ?? machine.Told.Value,
            machine.LastTick > newest.Period ? machine.LastTick.Value : newest.Period,
            newest.Value,
            state.Series.Unit,
            $"still firing, opened {machine.OpenedAt}: {machine.LastReason}",
            AlreadySince: null,
            new WarningInputs(machine.RuleVersion, [newest], []),
            Transitions: [],
            machine.Tags,
            Topics: []);
    }
}
