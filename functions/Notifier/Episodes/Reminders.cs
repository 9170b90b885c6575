using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Episodes;

/// <summary>
/// Tells an episode again that nobody ended: every <see cref="Rule.Remind"/> after the last message. A reminder is no transition,
/// but takes the next sequence of the episode, so that a receiver does not drop it as a repeat. Of what a person acknowledged nobody is
/// reminded.
/// </summary>
/// <param name="Commit">With the reminders among its warnings.</param>
/// <param name="Told">When each open episode of a rule that reminds was last told, by rule id.</param>
/// <param name="Next">When the next reminder of this series is due; null where none is.</param>
internal sealed record Reminders(SeriesCommit Commit, IReadOnlyDictionary<string, DateTimeOffset> Told, DateTimeOffset? Next)
{
    /// <param name="told">As stored with the state before the commit.</param>
    /// <param name="entries">What the commit could see of entries, and <paramref name="others"/> of other series: a reminder says the numbers again.</param>
    public static Reminders Of(SeriesCommit commit, IReadOnlyList<Rule> rules, IReadOnlyDictionary<string, DateTimeOffset> told, DateTimeOffset now, EntryLog entries, OtherSeries others)
    {
        var after = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        DateTimeOffset? next = null;
        foreach (var rule in rules.Where(rule => rule.Remind is not null))
        {
            if (commit.State.Rules.GetValueOrDefault(rule.Id) is not { Told: not null, Episode.Quiet: false } machine)
                continue;
            var last = commit.Warnings.Any(warning => warning.Rule == rule.Id) ? now : told.GetValueOrDefault(rule.Id, now);
            if (machine.Acknowledged is not null)
            {
                after[rule.Id] = last;
                continue;
            }

            if (last + rule.Remind!.Value <= now)
                (commit, last) = (Remind(commit, rule, machine, Newest(rule, machine, commit.State, entries, others)), now);
            after[rule.Id] = last;
            next = next is null || last + rule.Remind < next ? last + rule.Remind : next;
        }

        return new(commit, after, next);
    }

    private static SeriesCommit Remind(SeriesCommit commit, Rule rule, RuleState machine, Evaluation evaluation)
    {
        var told = machine with { Episode = machine.Episode with { Sequence = machine.Sequence + 1 } };
        var states = new Dictionary<string, RuleState>(commit.State.Rules, StringComparer.Ordinal) { [rule.Id] = told };
        return commit with
        {
            State = commit.State with { Rules = states },
            Warnings = [.. commit.Warnings, Warning(rule, told, commit.State, evaluation)],
        };
    }

    private static Warning Warning(Rule rule, RuleState machine, SeriesState state, Evaluation evaluation)
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
            At(machine, newest),
            newest.Value,
            state.Series.Unit,
            $"still firing, opened {machine.OpenedAt}: {evaluation.Reason}",
            AlreadySince: null,
            new WarningInputs(machine.RuleVersion, [newest], []),
            Transitions: [],
            machine.Tags,
            Topics: [],
            ReasonZh: $"持续触发，{machine.OpenedAt}发布：{evaluation.ReasonZh}");
    }

    /// <summary>The evaluation of the machine's last step, which holds no sentence in Chinese and at most the beginning of a long one.</summary>
    private static Evaluation Newest(Rule rule, RuleState machine, SeriesState state, EntryLog entries, OtherSeries others) => LadderReason.Newest(
        rule, new Moment(state.Series, state.Window, state.Window.Count - 1, At(machine, state.Window.Last), entries, others));

    private static Period At(RuleState machine, Observation newest) => machine.LastTick > newest.Period ? machine.LastTick.Value : newest.Period;
}
