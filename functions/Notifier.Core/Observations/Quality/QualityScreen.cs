using Notifier.Core.Indicators;

namespace Notifier.Core.Observations.Quality;

/// <summary>
/// Looks at observations before any rule does, and puts aside what is probably not a price but a mistake:
/// <list type="number">
/// <item>a period that has not begun; a value outside what was declared plausible;</item>
/// <item>of a price: zero, the level with a minus, a level that jumped more than prices do (<see cref="PriceLevel"/>), a jump where the
/// futures contract changed without a day on which both settled, a value that stands still (<see cref="StaleRun"/>);</item>
/// <item>of several values for one period those that were not taken.</item>
/// </list>
/// What was put aside is taken after all where three observations in a row agree on the new level and no known mistake explains its
/// factor, or where a person or another source confirms it. A series that has just begun may have begun wrongly: a few values are outvoted
/// by twice as many that agree, and are put aside themselves. A change of the futures contract that is not measured counts as no movement
/// once its value is taken (<see cref="Roll"/>);
/// one that is measured stays measured where its value is put aside.
/// </summary>
public sealed class QualityScreen
{
    /// <summary>Most suspects remembered of one series; the oldest go first.</summary>
    public const int MostSuspects = 64;

    private const int Agreeing = 3;
    private const double SameLevel = 2;

    // So many known values may be outvoted; more of them are the level.
    private const int Few = 5;

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private readonly Series _series;
    private readonly Screening _screening;
    private readonly ContractChanges _contracts;
    private History _known;
    private readonly SortedDictionary<Period, List<Suspect>> _suspects = [];
    private readonly List<Suspect> _found = [];
    private readonly List<Observation> _accepted = [];
    private readonly List<Observation> _run = [];
    private readonly List<Observation> _outvoted = [];
    private PriceDoubts? _prices;
    private bool _changed;

    private QualityScreen(Series series, History known, IReadOnlyList<Suspect> suspects, string? note, Screening screening, int room)
    {
        (_series, _screening) = (series, screening);
        _contracts = new(known.Rolls, note, suspects, screening);
        _known = new History(known.AsSpan(), room) { Rolls = _contracts.Known };
        foreach (var suspect in suspects)
        {
            Keep(suspect);
            if (known.Count > 0 && MayBeReleased(suspect) && suspect.Period > known.Last.Period)
                Join(suspect.Observation);
        }
    }

    /// <param name="known">What rules have seen so far; stays as it is.</param>
    /// <param name="suspects">What was put aside so far.</param>
    /// <param name="note">The futures contract of the last known observation.</param>
    /// <param name="observations">In any order; several for one period may be among them.</param>
    public static Screened Run(Series series, History known, IReadOnlyList<Suspect> suspects, string? note, IReadOnlyList<Observation> observations, Screening screening)
    {
        var isPlain = screening.Checks == QualityChecks.None && screening is { Now: null, Notes: null, Rolls: null } && suspects.Count == 0;
        if (isPlain || (screening.Rejected is null && observations.All(observation => IsKnown(known, observation))))
            return new(observations, suspects, [], note) { Rolls = known.Rolls };
        var screen = new QualityScreen(series, known, suspects, note, screening, observations.Count);
        screen.Judge(observations);
        return new(screen._accepted, screen.Suspects(suspects), screen._found, screen._contracts.Note) { Outvoted = screen._outvoted, Rolls = screen._contracts.Result };
    }

    private static bool IsKnown(History known, Observation observation)
    {
        var index = known.IndexAtOrBefore(observation.Period);
        return index >= 0 && known[index].Equals(observation);
    }

    private static bool MayBeReleased(Suspect suspect) =>
        !suspect.Rejected && suspect.Kind is SuspectKind.Jump or SuspectKind.Scale or SuspectKind.Roll;

    private void Judge(IReadOnlyList<Observation> observations)
    {
        var periods = observations.GroupBy(observation => observation.Period).OrderBy(group => group.Key).ToList();
        if (_screening.Checks.Price)
            _prices = new PriceDoubts(_series, _known, PriceDoubts.FirstLevel(_known, [.. periods.Select(group => group.Last().Value).Where(IsInRange)]), HeldStale);
        foreach (var group in periods)
            Judge(group.Key, [.. group]);
        if (_screening.Confirmed is { Count: > 0 })
            JudgeAgain();
        foreach (var period in (_screening.Rejected ?? new HashSet<Period>()).Where(_suspects.ContainsKey))
        {
            _changed |= _suspects[period].Exists(suspect => !suspect.Rejected);
            _suspects[period] = [.. _suspects[period].Select(suspect => suspect with { Rejected = true })];
        }
    }

    private void Judge(Period period, IReadOnlyList<Observation> values)
    {
        var judged = values.Distinct().Where(value => !IsPutAside(value)).Select(value => (Value: value, Doubt: Doubt(value))).ToList();
        if (judged.Count == 0)
            return;
        // Of several the last that nothing speaks against, as a correction that was appended.
        var chosen = judged.FindLastIndex(candidate => candidate.Doubt is null);
        if (chosen >= 0)
            Accept(judged[chosen].Value);
        for (var index = 0; index < judged.Count; index++)
        {
            if (index == chosen)
                continue;
            var (value, doubt) = judged[index];
            PutAside(doubt ?? new(value, SuspectKind.Duplicate, $"another value for {period} in the same answer: {Text(judged[chosen].Value.Value)}"));
        }
    }

    private bool IsPutAside(Observation value) =>
        !_screening.IsConfirmed(value.Period) && _suspects.TryGetValue(value.Period, out var suspects) && suspects.Exists(suspect => suspect.Is(value));

    /// <summary>What speaks against a value; null where nothing does.</summary>
    private Suspect? Doubt(Observation value)
    {
        // What is no number is no observation either: the merge says so.
        if (_screening.IsConfirmed(value.Period) || IsKnown(_known, value) || !double.IsFinite(value.Value))
            return null;
        if (_screening.Now is { } now && _series.Frequency.Begin(value.Period) > now + Ahead)
            return new(value, SuspectKind.Future, $"{value.Period} has not begun");
        if (!IsInRange(value.Value))
            return new(value, SuspectKind.Range, $"outside {Text(_screening.Checks.Minimum)} to {Text(_screening.Checks.Maximum)}, which was declared plausible");
        return _prices?.Doubt(value, _contracts.Note, _screening.Note(value.Period), _known.Count == 0 ? null : _contracts.Over(_known.Last.Period, value.Period));
    }

    private bool IsInRange(double value) => !(value < _screening.Checks.Minimum || value > _screening.Checks.Maximum);

    private int HeldStale(double value) => _suspects
        .Where(pair => pair.Key > _known.Last.Period)
        .Sum(pair => pair.Value.Count(suspect => suspect.Kind == SuspectKind.Stale && suspect.Observation.Value.Equals(value)));

    private void PutAside(Suspect suspect)
    {
        suspect = suspect with { Contract = _screening.Note(suspect.Period), Roll = IsTaken(suspect.Period) ? null : _contracts.At(suspect.Period) };
        Keep(suspect);
        _found.Add(suspect);
        _changed = true;
        if (!MayBeReleased(suspect) || (_known.Count > 0 && suspect.Period <= _known.Last.Period))
            return;
        Join(suspect.Observation);
        if (_run.Count < Agreeing)
            return;
        if (_known.Count is > 0 and <= Few && 2 * _known.Count <= _run.Count)
            Outvote();
        else if (suspect.Kind == SuspectKind.Scale)
            return;
        Release([.. _run]);
    }

    /// <summary>Goes on with the run where it agrees with the last of it, at the level of its own contract; else a new one begins.</summary>
    private void Join(Observation value)
    {
        if (_run.Count > 0)
        {
            var last = _contracts.Over(_run[^1].Period, value.Period)?.Carried(_run[^1].Value) ?? _run[^1].Value;
            if (!(Math.Abs(Math.Log(value.Value / last)) < Math.Log(SameLevel)))
                _run.Clear();
        }

        _run.Add(value);
    }

    /// <summary>Those that were known are put aside: the series begins with the others.</summary>
    private void Outvote()
    {
        var level = _run[^1];
        foreach (var observation in _known.AsSpan())
        {
            if (_accepted.RemoveAll(accepted => accepted == observation) == 0)
                _outvoted.Add(observation);
            var suspect = new Suspect(observation, SuspectKind.Scale, $"×{NumberText.Significant(observation.Value / level.Value, 1)} of {Text(level.Value)}, on which {_run.Count} values agree that follow it");
            Keep(suspect);
            _found.Add(suspect);
        }

        _contracts.Clear();
        _known = new History(_run.Count) { Rolls = _contracts.Known };
        _prices = _prices is null ? null : new PriceDoubts(_series, _known, null, HeldStale);
    }

    /// <summary>The new level is one: what was put aside is taken, as if it had come now.</summary>
    private void Release(IReadOnlyList<Observation> run)
    {
        foreach (var observation in run)
            Accept(observation);
    }

    private void Accept(Observation value)
    {
        _run.Clear();
        _accepted.Add(value);
        var contract = _screening.Note(value.Period) ?? ContractOf(value);
        Settle(value);

        if (_known.Count > 0 && value.Period <= _known.Last.Period)
        {
            _contracts.Revise(value.Period, contract);
            if (IsTaken(value.Period))
                _known.Overwrite(_known.IndexAtOrBefore(value.Period), value.Value);
            return;
        }

        _contracts.Follow(_known.Count > 0 ? _known.Last : null, value, contract);
        _known.Append(value);
    }

    private bool IsTaken(Period period) => _known.IndexAtOrBefore(period) is >= 0 and var index && _known[index].Period == period;

    private string? ContractOf(Observation value) =>
        _suspects.GetValueOrDefault(value.Period)?.Find(suspect => suspect.Is(value))?.Contract;

    /// <summary>A value was taken for a period: it is no suspect any more, and the others of the period are settled.</summary>
    private void Settle(Observation value)
    {
        if (!_suspects.TryGetValue(value.Period, out var suspects))
            return;
        _found.RemoveAll(suspect => suspect.Is(value));
        var settled = suspects.Where(suspect => !suspect.Is(value)).Select(suspect => suspect with { Rejected = true, Roll = null }).ToList();
        _changed |= !settled.SequenceEqual(suspects);
        _suspects[value.Period] = settled;
    }

    /// <summary>What a person confirms confirms what was put aside after it for the same level.</summary>
    private void JudgeAgain()
    {
        foreach (var suspect in _suspects.Values.SelectMany(suspects => suspects).Where(MayBeReleased).OrderBy(suspect => suspect.Period).ToList())
        {
            if (_known.Count > 0 && suspect.Period > _known.Last.Period && Doubt(suspect.Observation) is null)
                Accept(suspect.Observation);
        }
    }

    private void Keep(Suspect suspect)
    {
        if (!_suspects.TryGetValue(suspect.Period, out var same))
            _suspects.Add(suspect.Period, same = []);
        same.Add(suspect);
    }

    private IReadOnlyList<Suspect> Suspects(IReadOnlyList<Suspect> before)
    {
        if (!_changed)
            return before;
        var all = _suspects.Values.SelectMany(suspects => suspects).ToList();
        var now = all.TakeLast(MostSuspects).ToList();
        // What is let go hands its change of the contract on.
        if (now.Count < all.Count && _known.Count > 0 && _contracts.Over(_known.Last.Period, now[0].Period) is { } roll)
            now[0] = now[0] with { Roll = roll };
        return now.SequenceEqual(before) ? before : now;
    }

    private string Text(double? value) => value is { } number ? NumberText.Value(number, _series.Unit) : "any";
}
