using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>
/// One step of one series: new or revised observations, changed rules or a tick, run through the machines of all rules.
/// Pure: the same state and change give the same result, ids included, so that a commit may be tried again.
/// </summary>
/// <param name="State">The state to store; the very object that came in where nothing is to be stored.</param>
/// <param name="Warnings">What to tell, normally one per rule that changed (<see cref="CommitWarnings"/>); goes into the outbox in the same transaction as the state.</param>
/// <param name="Changed">Observations that were new or had another value, oldest first.</param>
public sealed record SeriesCommit(SeriesState State, IReadOnlyList<Warning> Warnings, IReadOnlyList<Observation> Changed)
{
    /// <summary>Observations that the quality checks put aside in this commit.</summary>
    public IReadOnlyList<Suspect> Found { get; init; } = [];

    /// <summary>Observations that were known and are none any more: later ones outvoted them.</summary>
    public IReadOnlyList<Observation> Outvoted { get; init; } = [];

    /// <summary>All changes of the futures contract that are known of the series.</summary>
    public IReadOnlyList<Roll> Rolls { get; init; } = [];

    /// <param name="rules">All rules now; those without a ladder or for other series are passed over. One that the state knows and this list lacks resolves with the reason “rule removed”.</param>
    /// <param name="observations">In any order; a known period with the same value is a no-op. The first ones of a series are history: only their newest verdict is told.</param>
    /// <param name="entries">What <c>count(…)</c> may see.</param>
    /// <param name="tick">The wall time now in the series' zone: the scheduled ticks up to it (<see cref="TickSchedule"/>) are stepped after the observations.</param>
    /// <param name="screening">What the observations are judged by before any rule sees them; null = everything is taken as it comes.</param>
    /// <param name="behind">The source holds newer observations, which come later: the first ones of a series are not its whole history, and no rule runs before a commit that is not behind.</param>
    /// <param name="others">The series that rules name besides this one (<see cref="ConditionIndicators.OtherIds"/>).</param>
    /// <exception cref="ArgumentException">An observation is not finite.</exception>
    public static SeriesCommit Advance(
        SeriesState before,
        IReadOnlyList<Rule> rules,
        IReadOnlyList<Observation> observations,
        EntryLog entries,
        Period? tick = null,
        Screening? screening = null,
        OtherSeries? others = null,
        bool behind = false)
    {
        var importing = behind && (before.IsImporting || before.Window.Count == 0);
        var screened = QualityScreen.Run(before.Series, before.Window, before.Suspects, before.Note, observations, screening ?? Screening.None);
        var merge = ObservationMerge.Of(before.Window, screened.Accepted, screened.Outvoted).With(screened.Rolls);
        if (before.IsImporting)
            merge = merge with { Known = merge.History.Count };
        var states = new SortedDictionary<string, RuleState>(StringComparer.Ordinal);
        var warnings = new List<Warning>();
        var episodes = before.Episodes;
        foreach (var rule in Applying(importing ? [] : rules, before.Series, merge.History))
        {
            var known = before.Rules.GetValueOrDefault(rule.Id);
            var commit = new RuleCommit(rule, known, before.Series, merge, entries, () => ++episodes, others);
            var run = commit.Run(tick);
            var (state, told) = Worsening.Of(rule, run, [.. CommitWarnings.Of(rule.Id, run, before.Series, known?.Episode ?? EpisodeState.None, commit.Recorded)], commit.Newest);
            states.Add(rule.Id, known is not null && state.Matches(known) ? known : state);
            warnings.AddRange(told);
        }

        warnings.AddRange(Removed(Removal.OfRule, before.Rules.Where(pair => !states.ContainsKey(pair.Key)), before.Series, merge.History));
        if (merge.Changed.Count == 0 && importing == before.IsImporting && ReferenceEquals(merge.History.Rolls, before.Window.Rolls) && SameRules(before.Rules, states) && ReferenceEquals(screened.Suspects, before.Suspects))
            return new(before, [], []);
        var after = before with { Window = merge.History, Rules = states, Episodes = episodes, Suspects = screened.Suspects, Note = screened.Note, IsImporting = importing };
        return new(WindowBound.Trim(after, rules, entries, others), warnings, merge.Changed) { Found = screened.Found, Outvoted = screened.Outvoted, Rolls = screened.Rolls };
    }

    /// <summary>The series is no longer watched: its open episodes resolve with the reason “series removed”, and its machines go. A series that comes back begins with those of the rules then.</summary>
    public static SeriesCommit Leave(SeriesState before) => before.Rules.Count == 0
        ? new(before, [], [])
        : new(
            before with { Rules = new Dictionary<string, RuleState>() },
            [.. Removed(Removal.OfSeries, before.Rules, before.Series, before.Window)],
            []);

    private static IEnumerable<Warning> Removed(Phrase reason, IEnumerable<KeyValuePair<string, RuleState>> gone, Series series, History history) => gone
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .SelectMany(pair => Removal.Of(reason, pair.Key, pair.Value, series, history));

    /// <summary>In the order of their ids, so that the numbers of new episodes do not hang on the order in which rules were read.</summary>
    private static IEnumerable<Rule> Applying(IReadOnlyList<Rule> rules, Series series, History history) => history.Count == 0
        ? []
        : rules.Where(rule => rule.Ladder.Count > 0 && rule.AppliesTo(series.Id)).OrderBy(rule => rule.Id, StringComparer.Ordinal);

    private static bool SameRules(IReadOnlyDictionary<string, RuleState> before, SortedDictionary<string, RuleState> after) =>
        before.Count == after.Count && after.All(pair => before.TryGetValue(pair.Key, out var state) && ReferenceEquals(state, pair.Value));
}
