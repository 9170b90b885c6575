using System.Globalization;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>
/// Whether an acknowledged episode got worse than a person saw it. Which way is worse follows from the comparisons of the ladder: with
/// &gt; and &gt;= a higher value, with &lt; and &lt;= a lower one, with both (and under <c>not</c> the other way round) either. The
/// value is the newest of the series, in per cent of the one acknowledged; from zero any change counts.
/// </summary>
internal static class Worsening
{
    /// <summary>The rule's part of a commit: one message where it worsened, and the mark moves to the value that was told.</summary>
    /// <param name="warnings">What the commit tells of the rule anyhow; then people know the value, and only the mark moves.</param>
    /// <param name="moment">The newest observation or tick.</param>
    public static (RuleState State, IReadOnlyList<Warning> Warnings) Of(Rule rule, RuleState state, IReadOnlyList<Warning> warnings, in Moment moment)
    {
        if (state is not { Acknowledged: { } mark, Told: { } severity, Episode.Quiet: false } || moment.IsEmpty)
            return (state, warnings);
        var newest = moment.Newest;
        var moved = state with { Acknowledged = mark with { Period = newest.Period, Value = newest.Value } };
        if (warnings.Count > 0)
            return (moved, warnings);
        var seen = Carried(mark, moment.History);
        if (By(Directions(rule), seen, newest.Value, mark.WorseBy) is not { } worse)
            return (state, warnings);
        moved = moved with { Episode = moved.Episode with { Sequence = moved.Sequence + 1 } };
        return (moved, [Tell(rule, moved, severity, mark with { Value = seen }, worse, moment)]);
    }

    /// <returns>By how much, as a share of what was seen; null where it is not worse by that much.</returns>
    internal static double? By((bool Up, bool Down) worse, double seen, double now, double least)
    {
        var change = now - seen;
        if (change == 0 || (change > 0 ? !worse.Up : !worse.Down))
            return null;
        // Rounded first: 0.1 of 110 is more than 11 in binary.
        var share = seen == 0 ? 1 : Math.Round(Math.Abs(change / seen), 12);
        return share >= least ? share : null;
    }

    internal static (bool Up, bool Down) Directions(Rule rule)
    {
        var all = rule.Ladder.SelectMany(rung => Directions(rung.When, negated: false)).Distinct().ToList();
        return (all.Contains(true), all.Contains(false));
    }

    /// <summary>True for up.</summary>
    private static IEnumerable<bool> Directions(Condition condition, bool negated) => condition switch
    {
        Comparison comparison => [comparison.Operator is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual != negated],
        Vote vote => vote.Conditions.SelectMany(part => Directions(part, negated)),
        And and => Directions(and.Left, negated).Concat(Directions(and.Right, negated)),
        Or or => Directions(or.Left, negated).Concat(Directions(or.Right, negated)),
        Not not => Directions(not.Operand, !negated),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition"),
    };

    /// <summary>What was seen at the level of the present futures contract: a roll is no worsening.</summary>
    private static double Carried(Acknowledgement mark, History history) => history.Rolls
        .Where(roll => roll.At > mark.Period && roll.IsPlausible)
        .OrderBy(roll => roll.At)
        .Aggregate(mark.Value, (value, roll) => roll.Carried(value));

    private static Warning Tell(Rule rule, RuleState state, Severity severity, Acknowledgement mark, double worse, in Moment moment)
    {
        var series = moment.Series;
        var episode = EpisodeIds.Episode(rule.Id, series.Id, state.EpisodeNumber, state.OpenedAt!.Value);
        var (why, seen) = (LadderReason.Newest(rule, moment).Said, NumberText.Value(mark.Value, series.Unit));
        var percent = (worse * 100).ToString("0.#", CultureInfo.InvariantCulture);
        return new(
            EpisodeIds.Warning(episode, state.Sequence),
            episode,
            state.Sequence,
            rule.Id,
            state.Title,
            series.Id,
            TransitionKind.Reminder,
            severity,
            state.Peak ?? severity,
            moment.Newest.Period,
            moment.Newest.Value,
            series.Unit,
            $"acknowledged, and {percent}% worse since then ({seen} on {mark.Period}): {why.English}",
            AlreadySince: null,
            new WarningInputs(state.RuleVersion, [new(mark.Period, mark.Value), moment.Newest], []),
            Transitions: [],
            state.Tags,
            Topics: [],
            ReasonZh: $"已确认，此后又恶化{percent}%（{mark.Period}为{seen}）：{why.Chinese}")
        {
            WorsenedBy = worse,
        };
    }
}
