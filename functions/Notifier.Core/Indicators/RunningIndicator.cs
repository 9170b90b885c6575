using System.Runtime.InteropServices;
using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>
/// An indicator whose number at one observation follows from a state that the observations before it left behind (a recursion, a
/// sliding window): one step per new observation. The numbers are kept beside the history, so that a run over all of it takes one
/// step each and an earlier one is looked up.
/// </summary>
/// <typeparam name="TRun">The state; changed in place by <see cref="Step"/>.</typeparam>
public abstract class RunningIndicator<TRun> : Indicator
    where TRun : class
{
    // One key per frequency: what a monthly series and a daily one keep is not the same.
    private readonly string?[] _keys = new string?[Enum.GetValues<Frequency>().Length];

    public override Reading Read(in Moment moment)
    {
        if (moment.IsEmpty)
            return Reading.NoObservation;
        var number = moment.History.Completed is { } completed && moment.Index == moment.History.Count - 1
            ? Running(moment, completed)
            : Numbers(moment.History, moment.Series)[moment.Index, moment.History];
        return double.IsNaN(number) ? Undefined(moment) : Reading.Of(number, Basis(moment, number));
    }

    /// <summary>The state before the first observation.</summary>
    protected abstract TRun Begin(Series series);

    /// <summary>A state that goes on by itself; null where the state cannot be copied, and is made from the beginning instead.</summary>
    protected virtual TRun? Copy(TRun run) => null;

    /// <summary>Takes one observation into the state.</summary>
    /// <returns>The number at this observation; NaN where it is undefined.</returns>
    protected abstract double Step(TRun run, History history, int index);

    /// <summary>Why there is no number: a history that is too short, or values that leave it undefined.</summary>
    protected abstract Reading Undefined(in Moment moment);

    /// <summary>The observation that the number was measured against.</summary>
    protected virtual Observation? Basis(in Moment moment, double number) => null;

    /// <summary>The number at an observation that may still change: one step on a copy of the state before it.</summary>
    private double Running(in Moment moment, History completed) =>
        Numbers(completed, moment.Series).Before(moment.Index, completed) is { } state
            ? Step(state, moment.History, moment.Index)
            : Numbers(moment.History, moment.Series)[moment.Index, moment.History];

    /// <summary>True where a number depends on all observations before it, so that the state is carried over those let go.</summary>
    protected virtual bool Remembers => false;

    /// <summary>The state as numbers, always as many; for one that <see cref="Remembers"/>.</summary>
    protected virtual double[] Save(TRun run) => [];

    /// <summary>The state that was saved.</summary>
    /// <param name="level">By what its prices are multiplied: the futures contract may have changed since.</param>
    protected virtual TRun Restore(Series series, double[] saved, double level) => Begin(series);

    internal sealed override KeyValuePair<string, double[]>? Carry(Series series, History history, int count)
    {
        if (!Remembers)
            return null;
        var run = Start(history, series);
        for (var index = 0; index < count; index++)
            Step(run, history, index);
        return new(Key(series), Save(run));
    }

    private Steps Numbers(History history, Series series) => history.Kept(Key(series), () => new Steps(this, () => Start(history, series)));

    private TRun Start(History history, Series series) =>
        Remembers && history.Dropped is { } dropped && dropped.Runs.Find(Key(series)) is { } saved ? Restore(series, saved, dropped.Level) : Begin(series);

    private string Key(Series series) => _keys[(int)series.Frequency] ??= $"{Text}|{series.Frequency}";

    private sealed class Steps(RunningIndicator<TRun> indicator, Func<TRun> begin)
    {
        private readonly TRun _run = begin();
        private readonly List<double> _numbers = [];
        private readonly Lock _one = new();
        private (TRun Run, int Taken)? _behind;

        public double this[int index, History history]
        {
            get
            {
                lock (_one)
                {
                    while (_numbers.Count <= index)
                        _numbers.Add(indicator.Step(_run, history, _numbers.Count));
                    return CollectionsMarshal.AsSpan(_numbers)[index];
                }
            }
        }

        /// <summary>A copy of the state before an observation; null where it cannot be copied.</summary>
        public TRun? Before(int index, History history)
        {
            lock (_one)
            {
                while (_numbers.Count < index)
                    _numbers.Add(indicator.Step(_run, history, _numbers.Count));
                return indicator.Copy(_numbers.Count == index ? _run : Behind(index, history));
            }
        }

        /// <summary>The state at an earlier place, for a run that begins anew: it goes forward with it.</summary>
        private TRun Behind(int index, History history)
        {
            if (_behind is not { } behind || behind.Taken > index)
                behind = (begin(), 0);
            for (; behind.Taken < index; behind.Taken++)
                indicator.Step(behind.Run, history, behind.Taken);
            _behind = behind;
            return behind.Run;
        }
    }
}
