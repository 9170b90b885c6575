using CsCheck;
using Notifier.Core.Indicators;

namespace Notifier.Core.Tests.Indicators;

/// <summary>The statistics that are read by whole vectors equal those computed one value at a time, on windows of any length.</summary>
public sealed class PositiveStatisticTests
{
    [Theory]
    [InlineData("min")]
    [InlineData("max")]
    [InlineData("first")]
    [InlineData("mean")]
    [InlineData("median")]
    public void A_statistic_equals_its_definition_over_the_positive_values(string name) =>
        Gen.Frequency<double>((4, Gen.Int[-3, 9].Select(value => (double)value)), (2, Gen.Double[-1e6, 1e6]), (1, Gen.Const(-0.0)), (1, Gen.Const(double.Epsilon))).Array[0, 70].Sample(values =>
        {
            double[] window = [.. values, 5];
            var positive = window.Where(value => value > 0).ToList();

            var found = PositiveStatistic.Named(name)(window);

            Assert.Equal(Defined(name, positive), found.Value);
            Assert.Equal(name is "mean" or "median" ? -1 : Array.IndexOf(window, found.Value), found.Index);
        }, iter: 2000);

    private static double Defined(string name, List<double> positive)
    {
        var sorted = positive.Order().ToList();
        return name switch
        {
            "min" => sorted[0],
            "max" => sorted[^1],
            "first" => positive[0],
            "mean" => positive.Sum() / positive.Count,
            _ => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2,
        };
    }
}
