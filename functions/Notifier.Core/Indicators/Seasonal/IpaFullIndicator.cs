using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Seasonal;

/// <summary>
/// <c>ipa(full)</c>: FAO's <i>Indicator of Food Price Anomalies</i> as published (SDG indicator 2.c.1): the month against all years, its
/// own and later ones included. For comparison with publications only.
/// </summary>
internal sealed class IpaFullIndicator : WholeSample
{
    public override string Text => "ipa(full)";

    protected override double[] Numbers(History history)
    {
        var (growth, years) = (new CompoundGrowth(), new IpaRun());
        var rates = new List<(int Month, double Quarterly, double Annual)>();
        foreach (var observation in history.AsSpan())
        {
            var month = observation.Period.Month();
            var (quarterly, annual) = growth.Next(month, observation.Value);
            years.Add(month, quarterly, annual);
            rates.Add((month, quarterly, annual));
        }

        return [.. rates.Select(rate => years.Score(rate.Month, rate.Quarterly, rate.Annual))];
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText) =>
        IpaIndicator.Sentence(reading.Number, limit, limitText);
}
