using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Episodes;

/// <summary>
/// Keeps the window of a series bounded, so that its row stays below 48 KiB. The last 4,000 observations are kept whatever the
/// rules need, so that a rule saved tomorrow finds its history. Before observations go, the checkpoint of each rule moves
/// forward over them with the full history at hand, so that a later silent re-run gives the verdicts of the whole history;
/// <c>all</c> keeps its extremes in <see cref="History.Dropped"/>.
/// </summary>
public static class WindowBound
{
    /// <summary>Most observations kept in a series' state.</summary>
    public const int Points = 4_000;

    // A silent re-run needs some observations after the checkpoint to correct.
    private const int Margin = 32;

    /// <summary>How many observations of a series a rule needs at hand; it can be kept only up to <see cref="Points"/>.</summary>
    public static int Needed(Rule rule, Series series) =>
        Margin + rule.Indicators().Select(indicator => indicator.Needed(series)).DefaultIfEmpty(1).Max();

    internal static SeriesState Trim(SeriesState state, IReadOnlyList<Rule> rules, EntryLog entries, OtherSeries? others = null)
    {
        var excess = state.Window.Count - Kept(state, Runs(state, rules, 0).Bytes);
        if (excess <= 0)
            return state;
        var kept = state.Window.Without(excess, Runs(state, rules, excess));
        var moved = state.Rules.ToDictionary(
            pair => pair.Key,
            pair => Move(pair.Value, rules.First(rule => rule.Id == pair.Key), state, kept, entries, others),
            StringComparer.Ordinal);
        return state with { Window = kept, Rules = moved };
    }

    /// <summary>Where the recursions of the series' rules stand behind its oldest observations.</summary>
    private static CarriedRuns Runs(SeriesState state, IReadOnlyList<Rule> rules, int oldest) => new(rules
        .Where(rule => state.Rules.ContainsKey(rule.Id))
        .SelectMany(rule => rule.Indicators())
        .SelectMany(indicator => indicator.Parts.Prepend(indicator))
        .DistinctBy(indicator => indicator.Text)
        .Select(indicator => indicator.Carry(state.Series, state.Window.SeenFrom(oldest - 1), oldest))
        .OfType<KeyValuePair<string, double[]>>());

    /// <param name="reserved">Bytes that letting go will cost.</param>
    private static int Kept(SeriesState state, int reserved)
    {
        var kept = Math.Min(state.Window.Count, Points);
        while (kept > Margin && !SeriesStateCodec.Fits(state, kept, reserved))
            kept -= kept / 16 + 1;
        return kept;
    }

    /// <summary>Runs a rule's checkpoint forward to the first observation whose windows lie inside what is kept.</summary>
    private static RuleState Move(RuleState rule, Rule definition, SeriesState state, History kept, EntryLog entries, OtherSeries? others)
    {
        var history = state.Window;
        var from = rule.Checkpoint is { } checkpoint ? history.IndexAtOrBefore(checkpoint.Before.Back(TimeSpan.FromTicks(1))) + 1 : 0;
        var to = Math.Max(history.Count - kept.Count, from);
        while (to < history.Count - 1 && !Sees(definition, state.Series, history, to, kept[0].Period))
            to++;
        if (to <= from)
            return rule;
        var ladder = new Ladder(definition, rule.Checkpoint?.Rungs);
        foreach (var moment in new Timeline(definition, state.Series, history, entries, others).Observations(from, to, null))
            ladder.Step(moment);
        return rule with { Checkpoint = new(history[to].Period, ladder.States) };
    }

    /// <summary>Whether all windows of a rule at one observation begin at or after the first observation kept.</summary>
    private static bool Sees(Rule rule, Series series, History history, int index, Period first)
    {
        var moment = new Moment(series, history, index, history[index].Period, EntryLog.Empty);
        return rule.Indicators().All(indicator => indicator.OldestRead(moment) is not { } oldest || oldest >= first);
    }
}
