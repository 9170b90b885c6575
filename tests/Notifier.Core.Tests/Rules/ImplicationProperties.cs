using System.Text;
using CsCheck;
using Notifier.Core.Rules;
using Notifier.Core.Rules.Documents;

namespace Notifier.Core.Tests.Rules;

/// <summary>The warnings about ladders rest on implication: what it claims holds for every reading, unknown ones included.</summary>
public sealed class ImplicationProperties
{
    private static readonly Gen<string> Comparison = Gen.Select(
        Gen.OneOf("value", "change(90d)", "age"), Gen.OneOf(">", ">=", "<", "<="), Gen.OneOf("0", "1", "2", "3", "4", "?", "?"),
        (indicator, sign, limit) => $"{indicator} {sign} {(limit == "?" ? indicator switch { "value" => "bollinger(20, up)", "age" => "1", _ => "change(7d)" } : limit)}");

    private static Gen<string> Text(int depth) => depth == 0
        ? Comparison
        : Gen.OneOf<string>(
            Comparison,
            Gen.Select(Text(depth - 1), Text(depth - 1), (left, right) => $"({left} and {right})"),
            Gen.Select(Text(depth - 1), Text(depth - 1), (left, right) => $"({left} or {right})"),
            Text(depth - 1).Select(condition => $"not ({condition})"));

    [Fact]
    public void What_is_claimed_to_follow_does_follow() =>
        Gen.Select(Text(2), Text(2), Gen.Select(Reading, Reading, Reading, Reading).Array[20]).Sample(
            (left, right, readings) =>
            {
                var (given, then) = (Parse(left), Parse(right));
                return !Implication.Holds(given, then) || readings.All(reading =>
                    (Judge(given, reading) != true || Judge(then, reading) == true) && (Judge(then, reading) != false || Judge(given, reading) == false));
            },
            iter: 20_000);

    [Fact]
    public void It_is_seen_where_it_is_plain()
    {
        Assert.True(Implication.Holds(Parse("value > 3"), Parse("value >= 3")));
        Assert.False(Implication.Holds(Parse("value >= 3"), Parse("value > 3")));
        Assert.True(Implication.Holds(Parse("value < 1 and age > 3"), Parse("value < 2 or change(90d) > 1")));
        Assert.True(Implication.Holds(Parse("not (value > 1)"), Parse("not (value > 2)")));
        Assert.False(Implication.Holds(Parse("value > 3"), Parse("change(90d) > 3")));
        Assert.True(Implication.Holds(Parse("value > bollinger(20, up)"), Parse("value >= bollinger(20, up)")));
        Assert.False(Implication.Holds(Parse("value > bollinger(20, up)"), Parse("value > bollinger(20, lo)")));
    }

    private static Gen<double?> Reading => Gen.Frequency((1, Gen.Const((double?)null)), (5, Gen.Int[-1, 10].Select(half => (double?)(half / 2.0))));

    private static bool? Judge(Condition condition, (double? Value, double? Change, double? Age, double? Other) reading) => condition switch
    {
        Comparison comparison => Judge(comparison, comparison.Indicator.Text switch { "value" => reading.Value, "age" => reading.Age, _ => reading.Change }, comparison.LimitIndicator is null ? comparison.Limit : reading.Other),
        And and => Judge(and.Left, reading) & Judge(and.Right, reading),
        Or or => Judge(or.Left, reading) | Judge(or.Right, reading),
        Not not => !Judge(not.Operand, reading),
        _ => throw new InvalidOperationException(),
    };

    private static bool? Judge(Comparison comparison, double? number, double? limit) => number is null || limit is null ? null : comparison.Operator switch
    {
        ComparisonOperator.Greater => number > limit,
        ComparisonOperator.GreaterOrEqual => number >= limit,
        ComparisonOperator.Less => number < limit,
        _ => number <= limit,
    };

    private static Condition Parse(string condition) =>
        RuleDocument.Parse(Encoding.UTF8.GetBytes($$"""{"id":"a","series":"li","ladder":[{"severity":"minor","when":"{{condition}}"}]}"""), null, SampleCatalog.All).Rules[0].Ladder[0].When;
}
