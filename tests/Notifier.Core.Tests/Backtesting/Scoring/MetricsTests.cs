using System.Globalization;
using System.Text.Json;
using Notifier.Core.Backtesting.Scoring;

namespace Notifier.Core.Tests.Backtesting.Scoring;

/// <summary>Figures of the toy example, computed with scikit-learn and by hand.</summary>
public sealed class MetricsTests
{
    [Fact]
    public void Metrics_of_the_toy_example_equal_the_reference()
    {
        var scored = Toy();
        using var expected = JsonDocument.Parse(SharedData.Read("reference/metrics/expected_toy.json"));
        var confusion = Confusion.Of(scored.Select(item => (item.Score >= expected.RootElement.GetProperty("threshold").GetDouble(), item.Event)));
        var actual = new Dictionary<string, double>
        {
            ["n"] = scored.Count,
            ["threshold"] = 1,
            ["TP"] = confusion.TruePositives,
            ["FP"] = confusion.FalsePositives,
            ["FN"] = confusion.FalseNegatives,
            ["TN"] = confusion.TrueNegatives,
            ["auroc"] = Ranking.Auroc(scored),
            ["average_precision"] = Ranking.AveragePrecision(scored),
            ["nts"] = confusion.NoiseToSignal,
        };
        foreach (var weight in (double[])[0.5, 0.8, 0.9])
        {
            var text = weight.ToString(CultureInfo.InvariantCulture);
            actual[$"sarlin_L_mu{text}"] = confusion.Loss(weight);
            actual[$"sarlin_Ua_mu{text}"] = confusion.Usefulness(weight);
            actual[$"sarlin_Ur_mu{text}"] = confusion.RelativeUsefulness(weight);
            actual[$"AD_Ua_theta{text}"] = confusion.AlessiDetken(weight);
        }

        Assert.Equal(21, expected.RootElement.EnumerateObject().Count());
        foreach (var member in expected.RootElement.EnumerateObject())
            Assert.Equal(member.Value.GetDouble(), actual[member.Name], 1e-12);
    }

    [Fact]
    public void A_signal_that_knows_everything_is_worth_one_and_one_that_knows_nothing_nothing()
    {
        Assert.Equal((1, 1, 1), (Ranking.Auroc([(2, true), (1, false)]), Ranking.AveragePrecision([(2, true), (1, false)]), new Confusion(3, 0, 0, 5).RelativeUsefulness(0.5)));
        Assert.Equal((0.5, 0.5), (Ranking.Auroc([(1, true), (1, false)]), new Confusion(1, 1, 1, 1).Area));
        Assert.True(double.IsNaN(Ranking.Auroc([(1, false)])));
    }

    private static List<(double Score, bool Event)> Toy() => [.. PriceFile.Rows("reference/metrics/input_toy.csv").Select(row => (PriceFile.Number(row[1])!.Value, row[2] == "1"))];
}
