using System.Collections.Concurrent;

namespace Notifier.Core.Observations;

/// <summary>The observations of one series in ascending order of period, one per period.</summary>
public sealed class History
{
    private Observation[] _items;
    // The values once more, side by side: a window's minimum is read by whole vectors of them.
    private double[] _values;
    private RunningExtremes? _extremes;
    private Seen? _seen;
    private ConcurrentDictionary<string, object>? _kept;

    public History(int capacity = 16)
    {
        _items = new Observation[Math.Max(capacity, 4)];
        _values = new double[_items.Length];
    }

    public History(IEnumerable<Observation> ascending)
        : this()
    {
        foreach (var observation in ascending)
            Append(observation);
    }

    /// <summary>A copy with room for more.</summary>
    internal History(ReadOnlySpan<Observation> ascending, int room)
        : this(ascending.Length + room)
    {
        Fill(ascending);
    }

    public int Count { get; private set; }

    /// <summary>What is known of older observations that this bounded history no longer holds; null where it begins at the beginning.</summary>
    public DroppedObservations? Dropped { get; init; }

    /// <summary>Where the futures contract changed, in the order of time; empty where the series is of none.</summary>
    public IReadOnlyList<Roll> Rolls { get; init; } = [];

    /// <summary>In a history as it is seen from one observation: the rolls that were taken out of the values before them.</summary>
    public IReadOnlyList<Roll> TakenOut { get; private init; } = [];

    /// <summary>Set where the last observation may still change, as that of a running week: the history of those before it, and of what came later.</summary>
    internal History? Completed { get; init; }

    public Observation this[int index] => AsSpan()[index];

    /// <summary>The number of an observation in the whole series, those dropped included.</summary>
    internal long Position(int index) => (Dropped?.Count ?? 0) + (long)index;

    public ReadOnlySpan<Observation> AsSpan() => _items.AsSpan(0, Count);

    /// <summary>The values alone.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    public Observation Last => this[Count - 1];

    /// <summary>Adds a newer observation.</summary>
    /// <exception cref="ArgumentException">The period is not after the last one.</exception>
    public void Append(Observation observation)
    {
        if (Count > 0 && observation.Period <= _items[Count - 1].Period)
            throw new ArgumentException($"{observation.Period} is not after {_items[Count - 1].Period}", nameof(observation));
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
            Array.Resize(ref _values, Count * 2);
        }

        _values[Count] = observation.Value;
        _items[Count++] = observation;
    }

    /// <summary>Gives a period another value, in a copy that nobody reads indicators from.</summary>
    internal void Overwrite(int index, double value)
    {
        _items[index] = _items[index] with { Value = value };
        _values[index] = value;
    }

    /// <summary>The same observations without the oldest ones, whose extremes stay known.</summary>
    /// <param name="runs">Where the recursions stood behind them.</param>
    public History Without(int oldest, CarriedRuns? runs = null)
    {
        if (oldest == 0)
            return this;
        var (seen, last) = (SeenFrom(oldest - 1), this[oldest - 1].Period);
        var kept = new History(Count - oldest)
        {
            Dropped = DroppedObservations.Of(seen.Dropped, seen.AsSpan()[..oldest]) with { Runs = runs ?? CarriedRuns.None },
            Rolls = Rolls.Count == 0 ? Rolls : [.. Rolls.Where(roll => roll.At > last)],
        };
        kept.Fill(AsSpan()[oldest..]);
        return kept;
    }

    /// <summary>The same observations with other rolls.</summary>
    internal History With(IReadOnlyList<Roll> rolls)
    {
        var copy = new History(Count) { Dropped = Dropped, Rolls = rolls };
        copy.Fill(AsSpan());
        return copy;
    }

    /// <summary>
    /// What an observation is compared with: the values of earlier contracts at the level of its own, what is older than the history
    /// too. The history itself where no contract ever changed. Where a later contract follows, it ends before that one.
    /// </summary>
    public History SeenFrom(int index)
    {
        if (Rolls.Count == 0 || index < 0)
            return this;
        var level = RollsUpTo(_items[index].Period);
        var known = _seen;
        if (known is null || known.Level != level || known.Count != Count)
            _seen = known = new(level, Count, AtLevel(level, known is { } one && one.Level == level - 1 && one.Count == Count ? one.History : null));
        return known.History;
    }

    private int RollsUpTo(Period period)
    {
        var level = 0;
        while (level < Rolls.Count && Rolls[level].At <= period)
            level++;
        return level;
    }

    /// <param name="before">The same at the level of the contract before, if it is at hand: a run over all goes from one contract to the next.</param>
    private History AtLevel(int level, History? before)
    {
        var seen = new History(EndOf(level)) { Dropped = Dropped?.Carried([.. Rolls.Take(level)]), TakenOut = [.. Rolls.Take(level)] };
        seen.Fill(AsSpan()[..EndOf(level)]);
        if (before is not null)
            seen.Fill(before.AsSpan(), EndOf(level));
        for (var next = before is null ? 0 : level - 1; next < level; next++)
        {
            var end = EndOf(next);
            for (var index = 0; index < end; index++)
                seen.Overwrite(index, Rolls[next].Carried(seen._values[index]));
        }

        return seen;
    }

    /// <summary>How many observations there are before the next contract.</summary>
    private int EndOf(int level) => level == Rolls.Count ? Count : IndexAtOrBefore(Rolls[level].At.Back(TimeSpan.FromTicks(1))) + 1;

    /// <summary>The highest and the lowest value up to an observation, also of those dropped; the earliest of equal ones.</summary>
    public (Observation Highest, Observation Lowest) ExtremesUpTo(int index)
    {
        // What is appended later does not change the extremes before it.
        var known = _extremes;
        if (known is null || known.Count <= index)
            _extremes = known = new RunningExtremes(this);
        return known.At(index);
    }

    /// <summary>
    /// What an indicator keeps beside these observations, so that its next reading goes on where the last one ended: made once per
    /// key. What is appended later never changes what came before it, so that nothing kept goes stale.
    /// </summary>
    internal TKept Kept<TKept>(string key, Func<TKept> make)
        where TKept : class =>
        (TKept)LazyInitializer.EnsureInitialized(ref _kept).GetOrAdd(key, static (_, making) => making(), make);

    /// <summary>Index of the last observation at or before <paramref name="period"/>, or −1.</summary>
    public int IndexAtOrBefore(Period period)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_items[middle].Period <= period)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private void Fill(ReadOnlySpan<Observation> ascending) => Fill(ascending, ascending.Length);

    private void Fill(ReadOnlySpan<Observation> ascending, int count)
    {
        ascending.CopyTo(_items);
        for (var index = 0; index < ascending.Length; index++)
            _values[index] = ascending[index].Value;
        Count = count;
    }

    private sealed record Seen(int Level, int Count, History History);
}
