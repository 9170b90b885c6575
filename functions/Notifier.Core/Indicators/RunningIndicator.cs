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
    public sealed override Reading Read(in Moment moment)
    {
        if (moment.IsEmpty)
            return Reading.NoData("no observation yet");
        var number = Numbers(moment.History, moment.Series)[moment.Index, moment.History];
        return double.IsNaN(number) ? Undefined(moment) : Reading.Of(number, Basis(moment));
    }

    /// <summary>The state before the first observation.</summary>
    protected abstract TRun Begin(Series series);

    /// <summary>Takes one observation into the state.</summary>
    /// <returns>The number at this observation; NaN where it is undefined.</returns>
    protected abstract double Step(TRun run, History history, int index);

    /// <summary>Why there is no number: normally a history that is too short.</summary>
    protected virtual Reading Undefined(in Moment moment) => Reading.InsufficientHistory(null);

    /// <summary>The observation that the number was measured against.</summary>
    protected virtual Observation? Basis(in Moment moment) => null;

    private Steps Numbers(History history, Series series) =>
        history.Kept($"{Text}|{series.Frequency}", () => new Steps(this, Begin(series)));

    private sealed class Steps(RunningIndicator<TRun> indicator, TRun run)
    {
        private readonly List<double> _numbers = [];
        private readonly Lock _one = new();

        public double this[int index, History history]
        {
            get
            {
                lock (_one)
                {
                    while (_numbers.Count <= index)
                        _numbers.Add(indicator.Step(run, history, _numbers.Count));
                    return CollectionsMarshal.AsSpan(_numbers)[index];
                }
            }
        }
    }
}
