using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Seasonal;

/// <summary>An indicator of a monthly series whose every number depends on all observations, those to come included.</summary>
internal abstract class WholeSample : Indicator
{
    public sealed override IndicatorUnit Unit => IndicatorUnit.Number;

    public sealed override Window? Reach => Window.All;

    public sealed override bool LooksAhead => true;

    public sealed override Reading Read(in Moment moment)
    {
        if (MonthlySeries.Refusal(this, moment) is { } refusal)
            return refusal;
        var number = moment.History.Kept(Text, () => new Sample()).Numbers(moment.History, Numbers)[moment.Index];
        return double.IsNaN(number) ? Reading.NoData(
            "the whole sample is too short, or does not vary, or this month has no value to compare", "全样本过短、没有变动，或该月没有可比数值") : Reading.Of(number);
    }

    /// <summary>One number per observation; NaN where it is undefined.</summary>
    protected abstract double[] Numbers(History history);

    /// <summary>Computed once for each length of the history.</summary>
    private sealed class Sample
    {
        private double[] _numbers = [];

        public double[] Numbers(History history, Func<History, double[]> compute) =>
            _numbers is { } known && known.Length == history.Count ? known : _numbers = compute(history);
    }
}
