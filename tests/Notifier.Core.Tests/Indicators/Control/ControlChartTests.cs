using Notifier.Core.Indicators.Control;

namespace Notifier.Core.Tests.Indicators.Control;

/// <summary>The worked examples of the NIST/SEMATECH e-Handbook, sections 6.3.2.3 and 6.3.2.4.</summary>
public sealed class ControlChartTests
{
    [Fact]
    public void The_cusum_of_the_handbook_signals_first_at_group_14()
    {
        var (rises, falls) = (new CusumChart(0.3175, rises: true), new CusumChart(0.3175, rises: false));
        var rows = PriceFile.Rows("reference/control/nist_cusum_h4.1959_k0.3175.csv").ToList();
        foreach (var row in rows)
        {
            var deviation = PriceFile.Number(row[1])!.Value - 325;
            var (rise, fall) = (rises.Next(deviation), falls.Next(deviation));
            Close.Assert(PriceFile.Number(row[3]), rise, row[0]);
            Close.Assert(PriceFile.Number(row[4]), fall, row[0]);
            Assert.Equal(row[5] == "1", Math.Max(rise, fall) > 4.1959);
        }

        Assert.Equal("14", rows.First(row => row[5] == "1")[0]);
    }

    [Fact]
    public void The_ewma_of_the_handbook()
    {
        var chart = new EwmaChart(0.3, start: 50);
        foreach (var row in PriceFile.Rows("reference/control/nist_ewma_lambda0.3.csv").Skip(1))
            Close.Assert(PriceFile.Number(row[2]), chart.Next(PriceFile.Number(row[1])!.Value), row[0]);
    }

    [Fact]
    public void An_alarm_does_not_reset_a_chart_and_an_undefined_score_resets_the_cusum_alone()
    {
        ControlChart[] charts = [new CusumChart(0.5, rises: true), new EwmaChart(0.2), new EwmaLimitChart(0.2), new PageHinkleyChart(0.005)];
        foreach (var score in (ReadOnlySpan<double>)[6, -1, 6, 6])
            Array.ForEach(charts, chart => chart.Next(score));
        var before = charts.Select(chart => chart.Next(0)).ToArray();

        var after = charts.Select(chart => chart.Next(double.NaN)).ToArray();

        Assert.True(before[0] > 5 && before[1] > 1 && before[3] > 0.5);
        Assert.Equal([0, before[1], before[2], before[3]], after);
    }
}
