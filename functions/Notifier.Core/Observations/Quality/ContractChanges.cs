namespace Notifier.Core.Observations.Quality;

/// <summary>
/// The changes of a series' futures contract while its values are judged: those that rules know, and those that were measured and wait for
/// a value. The change of a day whose value is put aside stays with that value (<see cref="Suspect.Roll"/>) and belongs to the first value
/// that is taken from that day on: contracts change, whatever was wrong with a price.
/// </summary>
internal sealed class ContractChanges
{
    private readonly IReadOnlyList<Roll> _before;
    private readonly List<Roll> _known;
    private readonly List<Roll> _measured;

    /// <param name="known">Up to the last known observation; stays as it is.</param>
    /// <param name="note">The futures contract of the last known observation.</param>
    public ContractChanges(IReadOnlyList<Roll> known, string? note, IReadOnlyList<Suspect> suspects, Screening screening)
    {
        (_before, _known, Note) = (known, [.. known], note);
        // What is read now outdates what was measured of the same day before.
        var remembered = suspects.Select(suspect => suspect.Roll).OfType<Roll>().Where(roll => (screening.Note(roll.At) ?? roll.To) == roll.To);
        _measured = [.. (screening.Rolls ?? []).Concat(remembered).DistinctBy(roll => roll.At).OrderBy(roll => roll.At)];
    }

    /// <summary>The futures contract of the last known observation.</summary>
    public string? Note { get; private set; }

    /// <summary>As far as values were taken; grows with them.</summary>
    public IReadOnlyList<Roll> Known => _known;

    /// <summary>The same list as before where nothing changed.</summary>
    public IReadOnlyList<Roll> Result => _known.SequenceEqual(_before) ? _before : _known;

    public Roll? At(Period period) => _measured.Find(roll => roll.At == period);

    /// <summary>How the contract changed after one period up to another, where it is known and plausible; several changes as one.</summary>
    public Roll? Over(Period after, Period upTo)
    {
        var between = _measured.Where(roll => roll.At > after && roll.At <= upTo).ToList();
        return between.Count > 0 && between.TrueForAll(roll => roll.IsPlausible) ? between.Aggregate((one, next) => one.Then(next)) with { At = upTo } : null;
    }

    /// <summary>A value was taken that follows the last one.</summary>
    /// <param name="last">Null where it is the first.</param>
    public void Follow(Observation? last, Observation value, string? contract)
    {
        if (last is { } before && (Over(before.Period, value.Period) ?? Unmeasured(before, value, contract)) is { } roll)
            _known.Add(roll);
        Note = contract ?? Note;
    }

    /// <summary>A value was taken for a period that is not the newest.</summary>
    public void Revise(Period period, string? contract)
    {
        var there = _known.FindIndex(roll => roll.At == period);
        if (Over(period.Back(TimeSpan.FromTicks(1)), period) is { } roll)
        {
            if (there >= 0)
                _known[there] = roll;
            else
                Insert(roll);
        }
        else if (there >= 0 && contract is not null && contract != _known[there].To)
        {
            _known.RemoveAt(there);
        }
    }

    public void Clear() => _known.Clear();

    /// <summary>The value that was taken after the roll has had it so far: what is left to that one is what came later.</summary>
    private void Insert(Roll roll)
    {
        var next = _known.FindLastIndex(one => one.At < roll.At) + 1;
        if (next < _known.Count && _known[next] is var handed && handed.From == roll.From)
        {
            if (handed.To == roll.To)
                _known.RemoveAt(next);
            else
                _known[next] = handed with { From = roll.To, Before = handed.Before / roll.Before, After = handed.After / roll.After };
        }

        _known.Insert(next, roll);
    }

    /// <summary>Of two contracts without a common day nobody knows how much of the step is the price: none of it counts.</summary>
    private Roll? Unmeasured(Observation last, Observation value, string? contract) =>
        contract is not null && Note is not null && contract != Note && last.Value > 0 && value.Value > 0
            ? new(value.Period, Note, contract, last.Value, value.Value, null)
            : null;
}
