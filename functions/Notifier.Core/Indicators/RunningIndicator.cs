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
            return Reading.NoData("no observation yet");
        var number = Numbers(moment.History, moment.Series)[moment.Index, moment.History];
        return double.IsNaN(number) ? Undefined(moment) : Reading.Of(number, Basis(moment, number));
    }

    /// <summary>The state before the first observation.</summary>
    protected abstract TRun Begin(Series series);

    /// <summary>Takes one observation into the state.</summary>
    /// <returns>The number at this observation; NaN where it is undefined.</returns>
    protected abstract double Step(TRun run, History history, int index);

    /// <summary>Why there is no number: a history that is too short, or values that leave it undefined.</summary>
    protected abstract Reading Undefined(in Moment moment);

    /// <summary>The observation that the number was measured against.</summary>
    protected virtual Observation? Basis(in Moment moment, double number) => null;

    private Steps Numbers(History history, Series series) =>
        history.Kept(_keys[(int)series.Frequency] ??= $"{Text}|{series.Frequency}", () => new Steps(this, Begin(series)));

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
