using System.Text;
using CsCheck;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Indicators;

/// <summary>No indicator looks ahead: a series cut short anywhere, and read in any order, gives the same readings up to there.</summary>
public sealed class NoLookAheadTests
{
    /// <summary>Besides the example of each indicator: other arguments, and indicators within one another.</summary>
    private static readonly IReadOnlyList<string> Further =
    [
        "change(7)", "logreturn(30d)", "multiple(median, 12)", "multiple(mean, 90d)", "multiple(first, 200d)", "drawdown(60d)", "runup(all)",
        "gap(x, 12)", "timeto(120, 30)", "vote(1, change(7d) > 5%, ratio(x) > 1, weekly(change(2)) > 2%)",
        "weekly(value)", "weekly(change(7d))", "weekly(drawdown(all))", "weekly(multiple(min, 90d))", "monthly(value)", "monthly(logreturn(90d))",
        "monthly(runup(180d))", "weekly(vote(1, change(4) > 1%, runup(all) > 5%))", "weekly(gap(x, 4))", "monthly(spread(x))", "weekly(timeto(150, 12))",
        "weekly(zscore(8))", "weekly(madz(8, 2))", "weekly(bollinger(5, up))", "weekly(donchian(4, lo))", "weekly(volatility(6))", "weekly(cusum(0.5))",
        "weekly(vote(2, value > bollinger(5, up), zscore(4) > 1))",
    ];

    private static readonly Gen<double> Value = Gen.Frequency(
        (30, Gen.Double[-0.06, 0.065]), (6, Gen.Const(0.0)), (1, Gen.Double[-0.9, 0.9]), (1, Gen.OneOf(double.NegativeInfinity, double.PositiveInfinity)));

    private static readonly Gen<(Frequency Frequency, History History, History Other)> Histories =
        from frequency in Gen.Frequency((4, Gen.Const(Frequency.Daily)), (1, Gen.OneOf(Frequency.Weekly, Frequency.Monthly, Frequency.Intraday)))
        from own in Gen.Select(Value, Gen.Int[0, 9]).Array[1, 160]
        from other in Gen.Select(Value, Gen.Int[0, 9]).Array[1, 160]
        select (frequency, Walk(frequency, own), Walk(Frequency.Daily, other));

    public static TheoryData<string> Expressions() => [.. IndicatorCatalog.All.SelectMany(Examples).Concat(Further).Distinct()];

    [Fact]
    public void Every_indicator_has_an_example_here() => Assert.All(IndicatorCatalog.All, syntax =>
        Assert.Contains(Expressions(), row => row.Data.StartsWith(syntax.Name, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Expressions))]
    public void A_series_cut_short_has_the_same_readings_up_to_there(string text)
    {
        var indicator = Readings.Indicator(text);
        Gen.Select(Histories, Gen.Double[0, 1], Gen.Bool).Sample(
            (world, share, backwards) =>
            {
                var cut = (int)(share * (world.History.Count - 1));
                var whole = Read(indicator, world.Frequency, world.History, world.Other, Enumerable.Range(0, world.History.Count));
                var part = new History(world.History.AsSpan()[..(cut + 1)].ToArray());
                var other = new History(world.Other.AsSpan()[..(world.Other.IndexAtOrBefore(part.Last.Period) + 1)].ToArray());
                var order = Enumerable.Range(0, cut + 1);
                var again = Read(indicator, world.Frequency, part, other, backwards ? order.Reverse() : order);
                foreach (var index in order)
                    Assert.Equal(whole[index], again[index]);
            },
            iter: 30);
    }

    /// <summary>Both what is computable and what a rule sees, as texts that show every bit.</summary>
    private static Dictionary<int, string> Read(Indicator indicator, Frequency frequency, History history, History other, IEnumerable<int> order)
    {
        var readings = new Dictionary<int, string>();
        var others = OtherSeries.Of(indicator.Parts.Prepend(indicator).SelectMany(part => part.OtherIds).Distinct().Select(id => (new Series(id), other)));
        foreach (var index in order)
        {
            var moment = new Moment(new Series("s", "", frequency), history, index, history[index].Period, EntryLog.Empty, others);
            readings.Add(index, $"{Shown(indicator.Read(moment))} {Shown(IndicatorGate.Read(indicator, moment))}");
        }

        return readings;
    }

    private static string Shown(Reading reading) =>
        $"{reading.Status} {reading.Number:R} {reading.Basis} {reading.EnoughFrom} {string.Join(' ', reading.Cited ?? [])} {reading.Detail}";

    private static IEnumerable<string> Examples(IndicatorSyntax syntax)
    {
        var document = RuleDocument.Parse(Encoding.UTF8.GetBytes($$"""{"id":"a","series":"s","ladder":[{"severity":"minor","when":"{{syntax.Example}}"}]}"""));
        var when = document.Rules[0].Ladder[0].When;
        return when is Comparison comparison ? comparison.Sides().Select(side => side.Text) : [ConditionText.Format(when)];
    }

    /// <summary>A walk with gaps and without, with values that stand still, jump, vanish or turn negative.</summary>
    private static History Walk(Frequency frequency, (double Change, int Gap)[] steps)
    {
        var (history, at, value) = (new History(steps.Length), Period.Parse("2020-01-31"), 100.0);
        foreach (var (change, gap) in steps)
        {
            if (double.IsFinite(change))
                value *= Math.Exp(change);
            history.Append(new(at, double.IsFinite(change) ? Math.Round(value, 3) : change < 0 ? -value : 0));
            at = frequency switch
            {
                Frequency.Monthly => Period.From(at.Date.AddDays(1).AddMonths(gap == 9 ? 2 : 1).AddDays(-1)),
                Frequency.Weekly => at.Add(TimeSpan.FromDays(gap == 9 ? 14 : 7)),
                Frequency.Intraday => at.Add(TimeSpan.FromHours(1 + (gap * gap))),
                _ => at.Add(TimeSpan.FromDays(gap switch { 9 => 12, 8 => 5, 7 => 3, _ => 1 })),
            };
        }

        return history;
    }
}
