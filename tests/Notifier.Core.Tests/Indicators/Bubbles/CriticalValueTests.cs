using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Indicators.Bubbles;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Indicators.Bubbles;

public sealed class CriticalValueTests
{
    /// <summary>
    /// The reference rests on 2,000 paths, whose standard errors are about 0.035, 0.045 and 0.09: single values of it lie up to 0.13,
    /// 0.14 and 0.35 off (its 99 % value at t = 27 for T = 200 is 0.47, Fuller's table has 0.72). Over all t it is as exact as it can tell.
    /// </summary>
    [Theory]
    [InlineData(100, 19)]
    [InlineData(144, 23)]
    [InlineData(156, 24)]
    [InlineData(200, 27)]
    [InlineData(260, 31)]
    public void The_table_agrees_with_the_reference_as_far_as_that_is_known(int length, int least)
    {
        var rows = PriceFile.Rows($"reference/bsadf/mc_bsadf_cv_T{length}.csv").Select(row => row.Select(text => PriceFile.Number(text)!.Value).ToArray()).ToList();
        foreach (var (share, error) in (ReadOnlySpan<(int, double)>)[(0, 0.05), (1, 0.06), (2, 0.11)])
        {
            var differences = rows.Select(row => row[share + 1] - CriticalValues.At(CriticalValues.Shares[share], least, (int)row[0])).ToArray();
            Assert.InRange(differences.Average(), -0.03, 0.03);
            Assert.InRange(Math.Sqrt(differences.Average(difference => difference * difference)), 0, error);
        }
    }

    /// <summary>With one window the statistic is that of Dickey and Fuller: Fuller 1976, table 8.5.2, τ with a mean, for 25, 50 and 100 rows.</summary>
    [Theory]
    [InlineData(26, -0.37, 0.00, 0.72)]
    [InlineData(51, -0.40, -0.03, 0.66)]
    [InlineData(101, -0.42, -0.05, 0.63)]
    public void The_first_value_of_a_window_is_that_of_Dickey_and_Fuller(int least, double ninety, double ninetyFive, double ninetyNine)
    {
        Assert.Equal(ninety, CriticalValues.At(0.9, least, least), 0.025);
        Assert.Equal(ninetyFive, CriticalValues.At(0.95, least, least), 0.025);
        Assert.Equal(ninetyNine, CriticalValues.At(0.99, least, least), 0.05);
    }

    [Fact]
    public void A_larger_share_has_a_larger_value_and_neighbours_are_close()
    {
        foreach (var least in (ReadOnlySpan<int>)[10, 11, 19, 23, 24, 40, 104, 259, 999, 1000])
        {
            var before = double.NaN;
            for (var count = least; count <= 3_200; count += 1 + (count / 50))
            {
                var values = CriticalValues.Shares.Select(share => CriticalValues.At(share, least, count)).ToArray();
                Assert.Equal(values.Order(), values);
                Assert.InRange(values[2] - values[0], 0.5, 1.6);
                Assert.True(count == least || Math.Abs(values[1] - before) < 0.12, $"{least} at {count}");
                before = values[1];
            }
        }
    }

    [Fact]
    public void It_takes_over_the_window_of_what_it_is_compared_with()
    {
        var nickel = PriceFile.Read("reference/bsadf/input_wb_nickel.csv");
        var comparison = Assert.IsType<Comparison>(WrittenRules.One("bsadf(31, 1) >= critical(95%)").Ladder[0].When);
        var moment = Readings.Moment(Frequency.Monthly, nickel) with { Index = 88 };

        Assert.Equal("critical(95%, 31)", comparison.LimitIndicator!.Text);
        Assert.Equal("critical(95%, 31)", Assert.IsType<Comparison>(WrittenRules.One("critical(95%) < bsadf(31, 1)").Ladder[0].When).LimitIndicator!.Text);
        Assert.Equal("critical(99%, 52)", Assert.IsType<Comparison>(WrittenRules.One("bsadf(31, 1) >= critical(99%, 52)").Ladder[0].When).LimitIndicator!.Text);
        Assert.Equal(CriticalValues.At(0.95, 31, 89), comparison.LimitIndicator.Read(moment).Number);
        var evaluation = ConditionEvaluation.Explain(comparison, moment);
        Assert.Equal(EvaluationOutcome.Met, evaluation.Outcome);
        Assert.StartsWith("BSADF 1.28 over windows of 31 to 89 observations, limit 0.4", evaluation.Reason, StringComparison.Ordinal);
        Assert.Equal(Period.Parse("2002-07"), ConditionEvaluation.Explain(comparison, moment with { Index = 20 }).EnoughFrom);
    }

    [Theory]
    [InlineData("bsadf(6) >= critical(95%)")]
    [InlineData("critical(95%) <= bsadf(6)")]
    [InlineData("weekly(bsadf(6)) >= weekly(critical(95%))")]
    public void A_window_without_values_is_refused_with_those_there_are(string when)
    {
        var document = RuleDocument.Parse(System.Text.Encoding.UTF8.GetBytes($$"""{"id":"r","series":["s"],"ladder":[{"severity":"severe","when":"{{when}}"}]}"""));

        var finding = Assert.Single(document.Findings);
        Assert.Equal("wrong-argument", finding.Code);
        Assert.EndsWith("do not go together: there are critical values for windows of 10 to 1000 observations, not 6", finding.Message, StringComparison.Ordinal);
    }
}
