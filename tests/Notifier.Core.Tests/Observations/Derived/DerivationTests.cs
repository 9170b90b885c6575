using CsCheck;
using Notifier.Core.Observations.Derived;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Units;
using Notifier.Core.Tests.Indicators;

namespace Notifier.Core.Tests.Observations.Derived;

/// <summary>Series that follow from others, in units that fit.</summary>
public sealed class DerivationTests
{
    private static readonly Dictionary<string, (Series, History)> Inputs = new()
    {
        ["spot"] = (new("spot", "CNY/t"), Readings.History(("2024-04-18", 113_000), ("2024-04-19", 114_130), ("2024-04-22", 115_260))),
        ["futures"] = (new("futures", "CNY/t"), Readings.History(("2024-04-18", 110_000), ("2024-04-19", 111_000))),
        ["cny-usd"] = (new("cny-usd", "CNY/USD"), Readings.History(("2024-04-17", 7.2), ("2024-04-19", 7.25))),
        ["copper"] = (new("copper", "USC/lb"), Readings.History(("2024-04-18", 450))),
    };

    [Theory]
    [InlineData("spot - futures", "CNY/t", "2024-04-18=3000 2024-04-19=3130 2024-04-22=4260")]
    [InlineData("spot / futures", "", "2024-04-18=1.0272727272727273 2024-04-19=1.0281981981981982 2024-04-22=1.0383783783783784")]
    [InlineData("exvat(spot, 13%)", "CNY/t", "2024-04-18=100000 2024-04-19=101000 2024-04-22=102000")]
    [InlineData("invat(exvat(spot, 13%), 0.13)", "CNY/t", "2024-04-18=113000 2024-04-19=114130 2024-04-22=115260")]
    [InlineData("spot * 2 - 100 - spot", "CNY/t", "2024-04-18=112900 2024-04-19=114030 2024-04-22=115160")]
    [InlineData("-(spot - 200000)", "CNY/t", "2024-04-18=87000 2024-04-19=85870 2024-04-22=84740")]
    public void A_formula_is_computed_for_each_period_of_its_first_series(string formula, string unit, string expected)
    {
        var computed = Run(formula, unit);

        Assert.Equal(expected.Split(' ').Select(pair => pair.Split('=')[0]), computed.Select(one => one.Period.ToString()));
        Assert.All(expected.Split(' ').Zip(computed), pair =>
            Assert.Equal(double.Parse(pair.First.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture), pair.Second.Value, 9));
    }

    [Fact]
    public void Money_is_changed_by_the_rate_of_the_day_and_the_conversion_is_named()
    {
        var computed = Run("spot / cny-usd", "USD/lb");

        Assert.Equal(113_000 / 7.2 / 2204.6226218487757, computed[0].Value, 12);
        Assert.Equal("cny-usd 7.2 CNY/USD (2024-04-17), spot 113,000 CNY/t (2024-04-18); USD/t × 0.00045359237 = USD/lb", computed[0].Citation);
        Assert.Equal(114_130 / 7.25 * 0.00045359237, computed[1].Value, 12);
    }

    [Fact]
    public void What_is_added_is_converted_to_the_unit_of_the_left_side()
    {
        // 450 cents a pound are 9,920.80 dollars a tonne.
        var computed = Run("spot / cny-usd - copper", "USD/t");

        Assert.Equal(113_000 / 7.2 - 4.50 / 0.00045359237, computed[0].Value, 6);
    }

    [Fact]
    public void An_input_that_is_too_old_or_zero_gives_no_value()
    {
        var inputs = new Dictionary<string, (Series, History)>
        {
            ["a"] = (new("a", "t"), Readings.History(("2024-01-01", 1), ("2024-01-11", 2), ("2024-01-12", 3))),
            ["b"] = (new("b", "t"), Readings.History(("2024-01-01", 4))),
            ["zero"] = (new("zero", "t"), Readings.History(("2024-01-01", 0))),
        };

        Assert.Equal(["2024-01-01", "2024-01-11"], Derivation.Run(FormulaParser.Parse("a + b"), "t", inputs, EntryLog.Empty, From, Until).Select(one => one.Period.ToString()));
        Assert.Empty(Derivation.Run(FormulaParser.Parse("a / zero"), "", inputs, EntryLog.Empty, From, Until));
    }

    [Fact]
    public void Counts_of_entries_have_a_value_for_each_day()
    {
        var entries = new EntryLog([Of("2024-01-02T08:00:00Z", "Lithium mines"), Of("2024-01-04T23:00:00Z", "碳酸锂"), Of("2024-01-04T23:30:00Z", "Nickel")]);

        var computed = Derivation.Run(FormulaParser.Parse("count('lithium|锂', 2d) / 2"), "", Inputs, entries, Period.Parse("2024-01-01"), Period.Parse("2024-01-06"));

        Assert.Equal([0, 0.5, 0.5, 0.5, 0.5, 0], computed.Select(one => one.Value));

        static Entry Of(string published, string title) => new("s", title, title, null, "", "", Period.Parse(published), null, [], []);
    }

    [Fact]
    public void Entries_about_a_topic_have_a_value_for_each_day()
    {
        var entries = new EntryLog([EntryFactsReader.Read(new("s", "1", "动力电池回收利用管理办法", null, "", "", Period.Parse("2024-01-02T08:00:00Z"), null, [], []), "MIIT")]);

        var computed = Derivation.Run(FormulaParser.Parse("count(battery_recycling, 2d)"), "", Inputs, entries, Period.Parse("2024-01-01"), Period.Parse("2024-01-04"));

        Assert.Equal([0, 1, 1, 0], computed.Select(one => one.Value));
    }

    [Theory]
    [InlineData("", 1, "a series, a number or a bracket is expected")]
    [InlineData("spot +", 7, "a series, a number or a bracket is expected before the end")]
    [InlineData("spot futures", 6, "+, -, *, / or the end is expected, not 'f'")]
    [InlineData("(spot", 6, "')' is expected before the end")]
    [InlineData("Spot / 2", 1, "'Spot' is neither a series nor a number")]
    [InlineData("vat(spot, 13%)", 1, "there is no function 'vat'")]
    [InlineData("exvat(spot)", 11, "',' is expected, not ')'")]
    [InlineData("exvat(spot, 130%)", 17, "the rate of the tax, for example 13% is expected")]
    [InlineData("count(lithium, 7d)", 7, "there is no topic 'lithium': there are capacity_investment_control")]
    [InlineData("count(power_batery, 7d)", 7, "there is no topic 'power_batery': did you mean 'power_battery'?")]
    [InlineData("count('x', 7)", 13, "a window: a whole number")]
    public void What_is_no_formula_is_refused_with_its_place(string text, int column, string message)
    {
        var refused = Assert.Throws<FormulaException>(() => FormulaParser.Parse(text));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(column, refused.Column);
    }

    [Theory]
    [InlineData("spot + cny-usd", "", "'CNY/t' and 'CNY/USD' measure different things and cannot be added")]
    [InlineData("spot / cny-usd", "CNY/t", "the formula gives 'USD/t', which cannot be converted to 'CNY/t'")]
    [InlineData("spot", "USD/t", "the formula gives 'CNY/t', which cannot be converted to 'USD/t'")]
    public void Units_that_do_not_fit_are_refused(string formula, string unit, string message) =>
        Assert.Equal(message, Assert.Throws<FormulaException>(() => Run(formula, unit)).Message);

    [Theory]
    [InlineData("USD/lb", "USD/t", 2204.6226218487757)]
    [InlineData("USD/ozt", "USD/kg", 32.150746568627982)]
    [InlineData("USc/lb", "USD/t", 22.046226218487757)]
    [InlineData("元/吨", "CNY/kg", 0.001)]
    [InlineData("万元/吨", "CNY/t", 10_000)]
    [InlineData("USD/bbl", "USD/m3", 6.289810770432105)]
    [InlineData("USD/mmBtu", "USD/MWh", 3.4121416331279417)]
    [InlineData("GBX/therm", "GBP/mmBtu", 0.1)]
    [InlineData("USD/ston", "USD/t", 1.1023113109243878)]
    public void Conversions_are_the_defined_ones(string from, string to, double factor)
    {
        Assert.Equal(factor, MeasuredUnit.Parse(from).FactorTo(MeasuredUnit.Parse(to))!.Value, factor * 1e-14);
        Assert.Equal(1 / factor, MeasuredUnit.Parse(to).FactorTo(MeasuredUnit.Parse(from))!.Value, 1e-14 / factor);
    }

    [Theory]
    [InlineData("USD/t", "CNY/t")]
    [InlineData("USD/t", "USD/bbl")]
    [InlineData("index", "USD")]
    [InlineData("", "USD")]
    public void What_measures_something_else_does_not_convert(string from, string to) =>
        Assert.Null(MeasuredUnit.Parse(from).FactorTo(MeasuredUnit.Parse(to)));

    [Fact]
    public void Nothing_looks_ahead_and_no_formula_text_brings_it_down()
    {
        Gen.Int[0, Parts.Length - 1].Select(part => Parts[part]).Array[0, 12].Sample(parts =>
        {
            try
            {
                var formula = FormulaParser.Parse(string.Concat(parts));
                var whole = Derivation.Run(formula, "", Inputs, EntryLog.Empty, From, Until).ToList();
                var cut = Derivation.Run(formula, "", Inputs.ToDictionary(pair => pair.Key, pair => (pair.Value.Item1, Cut(pair.Value.Item2))), EntryLog.Empty, From, Period.Parse("2024-04-19")).ToList();
                Assert.Equal(whole.Where(one => one.Period <= Period.Parse("2024-04-19")), cut);
            }
            catch (FormulaException)
            {
                // Said with its reason.
            }
        }, iter: 2_000);

        static History Cut(History history) => new(history.AsSpan().ToArray().Where(one => one.Period <= Period.Parse("2024-04-19")));
    }

    private static readonly string[] Parts = ["spot", "cny-usd", "(", ")", "+", "-", "*", "/", " ", "exvat(", ",", "13%", "count('a',", "7d", "1", "'", "x"];
    private static readonly Period From = Period.Parse("2024-01-01");
    private static readonly Period Until = Period.Parse("2024-12-31");

    private static List<DerivedObservation> Run(string formula, string unit) => [.. Derivation.Run(FormulaParser.Parse(formula), unit, Inputs, EntryLog.Empty, From, Until)];
}
