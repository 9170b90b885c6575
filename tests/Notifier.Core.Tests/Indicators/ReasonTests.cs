using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Indicators;

/// <summary>A verdict names the numbers of the comparisons that decided it, rounded only as far as stays true.</summary>
public sealed class ReasonTests
{
    private static readonly History Prices = Readings.History(("2020-07-03", 33500), ("2020-11-02", 49239.68), ("2021-01-31", 68000));

    [Theory]
    [InlineData("multiple(min, 365d) >= 2 and change(90d) >= 15%", "×2.03 of the 365-day low 33,500 CNY/t (2020-07-03), limit ×2; +38.1% in 90 days from 49,239.68 CNY/t (2020-11-02), limit +15%")]
    [InlineData("multiple(min, 365d) >= 2 and change(90d) >= 40%", "+38.1% in 90 days from 49,239.68 CNY/t (2020-11-02), limit +40%")]
    [InlineData("multiple(min, 365d) >= 2 or change(90d) >= 40%", "×2.03 of the 365-day low 33,500 CNY/t (2020-07-03), limit ×2")]
    [InlineData("multiple(min, 365d) >= 3 or change(90d) >= 40%", "×2.03 of the 365-day low 33,500 CNY/t (2020-07-03), limit ×3; +38.1% in 90 days from 49,239.68 CNY/t (2020-11-02), limit +40%")]
    [InlineData("not change(90d) < 0", "+38.1% in 90 days from 49,239.68 CNY/t (2020-11-02), limit 0%")]
    [InlineData("value > 50000 CNY/t", "68,000 CNY/t, limit 50,000 CNY/t")]
    [InlineData("logreturn(90d) >= 0.25", "log return 0.323 in 90 days from 49,239.68 CNY/t (2020-11-02), limit 0.25")]
    [InlineData("drawdown(all) <= -30%", "0.0% from the all-time high 68,000 CNY/t (2021-01-31), limit -30%")]
    [InlineData("multiple(mean, 365d) >= 1.1", "×1.35 of the 365-day mean 50,246.56 CNY/t, limit ×1.1")]
    [InlineData("multiple(min, 2) >= 2", "×1.38 of the 2-observation low 49,239.68 CNY/t (2020-11-02), limit ×2")]
    [InlineData("change(2) >= 10%", "+103.0% in 2 observations from 33,500 CNY/t (2020-07-03), limit +10%")]
    [InlineData("age > 3d", "last observation 2021-01-31, 0.00 days ago, limit 3 days")]
    [InlineData("count('锂', 14d) >= 1", "0 entries on '锂' in 14 days, limit 1")]
    public void The_reason_names_the_numbers_that_decided(string when, string reason) => Assert.Equal(reason, Explain(when, Prices).Reason);

    [Theory]
    [InlineData(1.9996, "×1.9996 of the 4-day low 1,000 CNY/t (2024-01-01), limit ×2")]
    [InlineData(2.0, "×2.00 of the 4-day low 1,000 CNY/t (2024-01-01), limit ×2")]
    [InlineData(2.0004, "×2.0004 of the 4-day low 1,000 CNY/t (2024-01-01), limit ×2")]
    [InlineData(12.345, "×12.3 of the 4-day low 1,000 CNY/t (2024-01-01), limit ×2")]
    [InlineData(1234.6, "×1,235 of the 4-day low 1,000 CNY/t (2024-01-01), limit ×2")]
    public void A_multiple_is_never_rounded_across_its_limit(double multiple, string reason) =>
        Assert.Equal(reason, Explain("multiple(min, 4d) >= 2", Readings.History(("2024-01-01", 1000), ("2024-01-02", 1000 * multiple))).Reason);

    [Theory]
    [InlineData(1149.8, "+14.98% in 1 day from 1,000 CNY/t (2024-01-01), limit +15%")]
    [InlineData(1150, "+15.0% in 1 day from 1,000 CNY/t (2024-01-01), limit +15%")]
    [InlineData(930, "-7.0% in 1 day from 1,000 CNY/t (2024-01-01), limit +15%")]
    public void A_percentage_is_never_rounded_across_its_limit(double value, string reason) =>
        Assert.Equal(reason, Explain("change(1d) >= 15%", Readings.History(("2024-01-01", 1000), ("2024-01-02", value))).Reason);

    [Fact]
    public void What_is_missing_is_said_with_the_date_when_it_will_be_enough()
    {
        var evaluation = Explain("multiple(min, 365d) >= 2 and change(90d) >= 15%", Readings.History(("2024-01-01", 10), ("2024-01-31", 20)));

        Assert.Equal(EvaluationOutcome.InsufficientHistory, evaluation.Outcome);
        Assert.Equal("multiple(min, 365d): the history is too short, enough from 2024-04-02; change(90d): the history is too short, enough from 2024-03-31", evaluation.Reason);
        Assert.Equal(Period.Parse("2024-04-02"), evaluation.EnoughFrom);
    }

    [Fact]
    public void The_observations_named_are_cited_oldest_first_with_the_newest() =>
        Assert.Equal(Prices.AsSpan().ToArray(), Explain("multiple(min, 365d) >= 2 and change(90d) >= 15%", Prices).Observations);

    private static Evaluation Explain(string when, History history) => ConditionEvaluation.Explain(
        WrittenRules.One(when).Ladder[0].When,
        new Moment(new Series("s", "CNY/t"), history, history.Count - 1, history.Last.Period, EntryLog.Empty));
}
