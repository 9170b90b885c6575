using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Seasonal;

/// <summary>
/// <c>alps(full)</c>: the World Food Programme's <i>Alert for Price Spikes</i> as published (Technical Guidance Note, April 2014): the
/// residual of the regression over the whole sample, months to come included, over the residuals' standard deviation (n − 1).
/// For comparison with publications only.
/// </summary>
internal sealed class AlpsFullIndicator : WholeSample
{
    public override string Text => "alps(full)";

    protected override double[] Numbers(History history)
    {
        var trend = new SeasonalTrend();
        var first = history[0].Period.Month();
        foreach (var observation in history.AsSpan())
            trend.Add(observation.Period.Month() - first + 1, observation.Period.Month() % 12, observation.Value);
        var deviation = AlpsRun.IsEnough(history.Last.Period.Month() - first + 1, trend.Count) ? trend.Deviation() : 0;
        return [.. history.AsSpan().ToArray().Select(observation => deviation > 0
            ? (observation.Value - trend.Expected(observation.Period.Month() - first + 1, observation.Period.Month() % 12)) / deviation
            : double.NaN)];
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText) =>
        AlpsIndicator.Sentence(reading.Number, limit, limitText);
}
