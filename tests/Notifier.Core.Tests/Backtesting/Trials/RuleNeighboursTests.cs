using Notifier.Core.Backtesting.Trials;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Backtesting.Trials;

public sealed class RuleNeighboursTests
{
    [Theory]
    [InlineData("multiple(min, 365d) >= 2", "multiple(min, 365d) >= 1.75", "multiple(min, 365d) >= 2.25")]
    [InlineData("change(90d) >= 15%", "change(90d) >= 11.25%", "change(90d) >= 18.75%")]
    [InlineData("drawdown(all) <= -0.2", "drawdown(all) <= -0.15", "drawdown(all) <= -0.25")]
    [InlineData("change(90d) > -4%", "change(90d) > -5%", "change(90d) > -3%")]
    [InlineData("value > 500000 CNY/t", "value > 375000 CNY/t", "value > 625000 CNY/t")]
    [InlineData("ratio(other) < 0.9", "ratio(other) < 0.925", "ratio(other) < 0.875")]
    [InlineData("age > 4d", "age > 3d", "age > 5d")]
    [InlineData("not change(30d) < 10%", "not change(30d) < 7.5%", "not change(30d) < 12.5%")]
    [InlineData("monthly(multiple(min, 12)) >= 1.4 or change(30d) >= 0", "monthly(multiple(min, 12)) >= 1.3 or change(30d) >= 0", "monthly(multiple(min, 12)) >= 1.5 or change(30d) >= 0")]
    [InlineData("value >= bollinger(20, up) and logreturn(60d) >= 0.1", "value >= bollinger(20, up) and logreturn(60d) >= 0.075", "value >= bollinger(20, up) and logreturn(60d) >= 0.125")]
    public void Every_limit_moves_by_a_quarter_of_its_distance_from_neutral(string when, string looser, string stricter)
    {
        var rule = WrittenRules.One(when);

        Assert.Equal((looser, stricter), (When(RuleNeighbours.Looser(rule)), When(RuleNeighbours.Stricter(rule))));
        // What is shown can be saved.
        Assert.Equal(looser, When(WrittenRules.One(looser)));
    }

    [Fact]
    public void What_ends_a_rung_moves_with_what_starts_it()
    {
        var rule = WrittenRules.Parse("""{"id":"r","series":["s"],"ladder":[{"severity":"severe","when":"multiple(min, 365d) >= 2","clear":"multiple(min, 365d) < 1.4"}]}""");

        Assert.Equal("multiple(min, 365d) < 1.5", ConditionText.Format(RuleNeighbours.Stricter(rule).Ladder[0].Clear!));
        Assert.Equal("multiple(min, 365d) < 1.3", ConditionText.Format(RuleNeighbours.Looser(rule).Ladder[0].Clear!));
    }

    private static string When(Rule rule) => ConditionText.Format(rule.Ladder[0].When);
}
