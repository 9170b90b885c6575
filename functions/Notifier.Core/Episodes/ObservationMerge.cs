using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>New observations laid over a known history: what is appended at its end, and what changed inside it.</summary>
/// <param name="History">Both together; the known history itself stays as it was.</param>
/// <param name="Known">How many of them count as known: the machines run over these silently. All of them where a history is complete with this commit.</param>
/// <param name="OldestRevised">Oldest period inside the known history that is new or has another value.</param>
/// <param name="Changed">What was new or had another value, oldest first.</param>
internal sealed record ObservationMerge(History History, int Known, Period? OldestRevised, IReadOnlyList<Observation> Changed)
{
    /// <param name="observations">In any order; of several for one period the last counts. Those older than a bounded history are passed over.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <param name="forgotten">Known observations that were none: as if they had never been.</param>
    public static ObservationMerge Of(History known, IReadOnlyList<Observation> observations, IReadOnlyList<Observation> forgotten)
    {
        if (forgotten.Count == 0)
            return Of(known, observations);
        var rest = new History(known.AsSpan().ToArray().Except(forgotten)) { Dropped = known.Dropped, Rolls = known.Rolls };
        var merge = Of(rest, observations);
        var oldest = forgotten.Min(observation => observation.Period);
        return merge with { OldestRevised = merge.OldestRevised < oldest ? merge.OldestRevised : oldest };
    }

    /// <summary>The same with other rolls: one at a known period counts as a revision of that period.</summary>
    /// <param name="rolls">All that are known now.</param>
    public ObservationMerge With(IReadOnlyList<Roll> rolls)
    {
        // What a bounded history let go is at the level of its last contract: a roll before that is in it already.
        if (History.Dropped is { } dropped && rolls.Any(roll => roll.At <= dropped.Last))
            rolls = [.. rolls.Where(roll => roll.At > dropped.Last)];
        if (ReferenceEquals(rolls, History.Rolls))
            return this;
        var known = Known > 0 ? History[Known - 1].Period : (Period?)null;
        var oldest = rolls.Except(History.Rolls).Concat(History.Rolls.Except(rolls)).Where(roll => roll.At <= known).Select(roll => (Period?)roll.At).Min();
        return this with { History = History.With(rolls), OldestRevised = OldestRevised < oldest || oldest is null ? OldestRevised : oldest };
    }

    /// <param name="observations">In any order; of several for one period the last counts. Those older than a bounded history are passed over.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static ObservationMerge Of(History known, IReadOnlyList<Observation> observations)
    {
        var changed = Changes(known, observations);
        if (changed.Count == 0)
            return new(known, known.Count, null, changed);
        var newest = known.Count > 0 ? known.Last.Period : (Period?)null;
        var revised = newest is { } last && changed[0].Period <= last ? changed[0].Period : (Period?)null;
        var history = revised is null ? Appended(known, changed) : Woven(known, changed);
        var appended = newest is null ? 0 : changed.Count(observation => observation.Period > newest);
        return new(history, history.Count - appended, revised, changed);
    }

    private static List<Observation> Changes(History known, IReadOnlyList<Observation> observations)
    {
        var latest = new SortedDictionary<Period, double>();
        foreach (var observation in observations)
        {
            if (!double.IsFinite(observation.Value))
                throw new ArgumentException($"the value for {observation.Period} is not finite", nameof(observations));
            latest[observation.Period] = observation.Value;
        }

        return [.. latest.Where(pair => IsChange(known, pair.Key, pair.Value)).Select(pair => new Observation(pair.Key, pair.Value))];
    }

    private static bool IsChange(History known, Period period, double value)
    {
        if (known.Dropped is { } dropped && period <= dropped.Last)
            return false;
        var index = known.IndexAtOrBefore(period);
        return index < 0 || known[index].Period != period || !known[index].Value.Equals(value);
    }

    private static History Appended(History known, List<Observation> changed)
    {
        var history = new History(known.AsSpan(), changed.Count) { Dropped = known.Dropped, Rolls = known.Rolls };
        changed.ForEach(history.Append);
        return history;
    }

    private static History Woven(History known, List<Observation> changed)
    {
        var woven = new History(known.Count + changed.Count) { Dropped = known.Dropped, Rolls = known.Rolls };
        var next = 0;
        foreach (var observation in known.AsSpan())
        {
            while (next < changed.Count && changed[next].Period < observation.Period)
                woven.Append(changed[next++]);
            woven.Append(next < changed.Count && changed[next].Period == observation.Period ? changed[next++] : observation);
        }

        while (next < changed.Count)
            woven.Append(changed[next++]);
        return woven;
    }
}
