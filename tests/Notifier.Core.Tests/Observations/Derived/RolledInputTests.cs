using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Derived;

namespace Notifier.Core.Tests.Observations.Derived;

/// <summary>A series that follows from a future rolls with it.</summary>
public sealed class RolledInputTests
{
    private static readonly Roll Roll = new(RolledPrices.Day(2), "lc2408", "lc2411", 80_000, 128_000, RolledPrices.Day(2));

    [Theory]
    [InlineData("lithium / fx", "USD/t", 10_000, 16_000)]
    [InlineData("exvat(lithium, 13%) / fx", "USD/t", 8_849.557522123894, 14_159.292035398232)]
    [InlineData("lithium / fx", "USD/kg", 10, 16)]
    [InlineData("fx / lithium", "", 8 / 80_000.0, 8 / 128_000.0)]
    public void A_value_in_proportion_rolls(string formula, string unit, double before, double after)
    {
        var derived = Run(formula, unit);

        Assert.Equal([null, null, "lc2408 lc2411 2020-01-03", null], derived.Select(one => one.Roll is { } roll ? $"{roll.From} {roll.To} {roll.Measured}" : null));
        Assert.Equal((before, after), (Math.Round(derived[2].Roll!.Before, 9), Math.Round(derived[2].Roll!.After, 9)), new Close());
        Assert.Equal(RolledPrices.Day(2), derived[2].Roll!.At);
    }

    [Fact]
    public void A_difference_does_not() => Assert.All(Run("lithium - spot", "CNY/t"), one => Assert.Null(one.Roll));

    private static List<DerivedObservation> Run(string formula, string unit)
    {
        var days = Enumerable.Range(0, 4).Select(RolledPrices.Day).ToList();
        var inputs = new Dictionary<string, (Series, History)>
        {
            ["lithium"] = (new("lithium", "CNY/t"), new(days.Select((day, index) => new Observation(day, index < 2 ? 80_000 : 128_000))) { Rolls = [Roll] }),
            ["spot"] = (new("spot", "CNY/t"), new(days.Select(day => new Observation(day, 79_000)))),
            ["fx"] = (new("fx", "CNY/USD"), new(days.Select(day => new Observation(day, 8)))),
        };
        return [.. Derivation.Run(FormulaParser.Parse(formula), unit, inputs, EntryLog.Empty, days[0], days[^1])];
    }

    private sealed class Close : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-6 * y.Item1 + 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-6 * y.Item2 + 1e-9;

        public int GetHashCode((double, double) obj) => 0;
    }
}
