using CsCheck;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;

namespace Notifier.Core.Tests.Observations;

/// <summary>A price, and the contracts in which it is traded one after the other, each on a level of its own.</summary>
/// <param name="Pure">As if there had been one contract for ever.</param>
/// <param name="Traded">The value of each day: that of its contract.</param>
/// <param name="Contracts">By period.</param>
internal sealed record RolledPrices(Observation[] Pure, Observation[] Traded, IReadOnlyDictionary<Period, string> Contracts, Roll[] Rolls)
{
    /// <summary>Walks of any roughness with unchanged stretches; contracts that differ by up to a factor of two, measured on the day of the roll or on the day before.</summary>
    public static Gen<RolledPrices> Any(int least, int most) =>
        Gen.Select(Gen.Int[least, most], Gen.Int[0, int.MaxValue - 1], Gen.Double[0.005, 0.1], Gen.Double[0, 0.9]).Select((count, seed, roughness, stillness) =>
        {
            var random = new Random(seed);
            var price = 50_000.0;
            var prices = Enumerable.Range(0, count).Select(_ => price = random.NextDouble() < stillness ? price : price * Math.Exp(roughness * (random.NextDouble() - 0.48))).ToList();
            return Of(prices, _ => random.Next(15) == 0 ? Math.Exp(random.NextDouble() * 1.38 - 0.69) : 1, _ => random.Next(2) == 0);
        });

    /// <param name="ratio">Of the day's contract to the one of the day before; 1 where that goes on.</param>
    /// <param name="dayBefore">Whether a roll is measured on the day before it.</param>
    public static RolledPrices Of(IReadOnlyList<double> prices, Func<int, double> ratio, Func<int, bool>? dayBefore = null)
    {
        var pure = prices.Select((price, day) => new Observation(Day(day), price)).ToArray();
        var (traded, contracts, rolls) = (new Observation[pure.Length], new Dictionary<Period, string>(), new List<Roll>());
        var level = 1.0;
        for (var day = 0; day < pure.Length; day++)
        {
            if (day > 0 && ratio(day) is var next && next != 1)
            {
                var at = dayBefore?.Invoke(day) == true ? day - 1 : day;
                rolls.Add(new(Day(day), Name(rolls.Count), Name(rolls.Count + 1), pure[at].Value * level, pure[at].Value * (level * next), Day(at)));
                level *= next;
            }

            traded[day] = pure[day] with { Value = pure[day].Value * level };
            contracts[Day(day)] = Name(rolls.Count);
        }

        return new(pure, traded, contracts, [.. rolls]);
    }

    public History History => new(Traded) { Rolls = Rolls };

    public Screening Screening => new(QualityChecks.OfPrice, Notes: Contracts, Rolls: Rolls);

    public static Period Day(int day) => Period.From(new DateOnly(2020, 1, 1).AddDays(day));

    private static string Name(int contract) => $"lc{2001 + contract}";
}
