using CsCheck;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators;

/// <summary>Series as they come: walks of any roughness with unchanged stretches, jumps and now and then a price that is not positive.</summary>
internal static class RandomPrices
{
    public static Gen<double[]> Of(int least, int most) =>
        Gen.Select(Gen.Int[least, most], Gen.Int[0, int.MaxValue - 1], Gen.Double[0, 0.2], Gen.Double[0, 1], Gen.Bool)
            .Select((count, seed, roughness, stillness, negatives) => Walk(count, new Random(seed), roughness, stillness, negatives));

    public static History History(double[] values, Frequency frequency = Frequency.Daily) => new(values.Select((value, index) =>
        new Observation(frequency.CountsPeriods() ? frequency.After(Period.Parse("1990-01-31"), index) : Period.Parse("1990-01-31").Add(TimeSpan.FromDays(index)), value)));

    private static double[] Walk(int count, Random random, double roughness, double stillness, bool negatives)
    {
        var price = 100 * Math.Exp(random.Next(-5, 6));
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            if (random.NextDouble() > stillness)
                price *= Math.Exp(roughness * (random.NextDouble() - 0.48));
            return negatives && random.Next(60) == 0 ? random.Next(-1, 1) * price : Math.Round(price, 6);
        })];
    }
}
