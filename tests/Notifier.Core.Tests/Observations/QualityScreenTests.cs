using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;

namespace Notifier.Core.Tests.Observations;

/// <summary>What is put aside, and what comes back.</summary>
public sealed class QualityScreenTests
{
    private static readonly Series Lithium = new("li", "CNY/t");

    [Theory]
    [InlineData(100 * 71_500, SuspectKind.Scale, "×100 of 71,500 CNY/t (2021-02-09): a decimal point, or cents?")]
    [InlineData(7.15, SuspectKind.Scale, "ten thousands")]
    [InlineData(1_000 * 72_000.0, SuspectKind.Scale, "thousands, or kg and t?")]
    [InlineData(2_204.62262 * 71_000, SuspectKind.Scale, "lb and t?")]
    [InlineData(72_000 / 7.1, SuspectKind.Scale, "CNY and USD?")]
    [InlineData(0, SuspectKind.Zero, "zero after 71,500 CNY/t")]
    [InlineData(-72_000, SuspectKind.Sign, "with a minus before it?")]
    [InlineData(5.5 * 71_500, SuspectKind.Jump, "×5.50 of 71,500 CNY/t")]
    public void A_value_that_is_probably_a_mistake_is_put_aside_and_says_why(double value, SuspectKind kind, string detail)
    {
        var screened = Screen(History(60_000, 40), ("2021-02-10", value));

        var suspect = Assert.Single(screened.Suspects);
        Assert.Equal(kind, suspect.Kind);
        Assert.Contains(detail, suspect.Detail, StringComparison.Ordinal);
        Assert.Empty(screened.Accepted);
        Assert.Equal(screened.Suspects, screened.Found);
    }

    [Theory]
    [InlineData(3.9)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void A_move_that_prices_have_made_is_taken(double factor)
    {
        var screened = Screen(History(60_000, 40), ("2021-02-10", 71_500 * factor));

        Assert.Empty(screened.Suspects);
        Assert.Single(screened.Accepted);
    }

    [Fact]
    public void Pounds_for_kilograms_stand_out_on_a_calm_series_only()
    {
        var calm = new History(Enumerable.Range(0, 200).Select(day => new Observation(Day(day), 20 + 0.1 * (day % 3))));
        var wild = new History(Enumerable.Range(0, 200).Select(day => new Observation(Day(day), 20 + 10 * (day % 2))));

        Assert.Equal(SuspectKind.Scale, Assert.Single(Run(calm, [new(Day(200), 20 / 2.2046)]).Suspects).Kind);
        Assert.Empty(Run(wild, [new(Day(200), 20 / 2.2046)]).Suspects);
    }

    [Fact]
    public void Three_that_agree_on_a_new_level_are_taken_with_the_third()
    {
        var (known, value) = (History(60_000, 40), 71_500 * 5.5);

        var first = Screen(known, ("2021-02-10", value));
        var second = Screen(known, first.Suspects, ("2021-02-11", value * 1.1));
        var third = Screen(known, second.Suspects, ("2021-02-12", value * 1.05));

        Assert.Empty(first.Accepted);
        Assert.Empty(second.Accepted);
        Assert.Equal(3, third.Accepted.Count);
        Assert.Empty(third.Suspects);
    }

    [Fact]
    public void A_factor_that_units_have_is_not_confirmed_by_repetition()
    {
        var (known, suspects) = (History(60_000, 40), (IReadOnlyList<Suspect>)[]);
        for (var day = 0; day < 20; day++)
            suspects = Screen(known, suspects, (Day(40 + day).ToString(), 7_150_000)).Suspects;

        Assert.Equal(20, suspects.Count);
    }

    [Fact]
    public void A_person_confirms_or_rejects()
    {
        var known = History(60_000, 40);
        var held = Screen(known, ("2021-02-10", 7_150_000));
        var period = Period.Parse("2021-02-10");

        var confirmed = QualityScreen.Run(Lithium, known, held.Suspects, null, [new(period, 7_150_000)], new(QualityChecks.OfPrice, Confirmed: new HashSet<Period> { period }));
        var rejected = QualityScreen.Run(Lithium, known, held.Suspects, null, [], new(QualityChecks.OfPrice, Rejected: new HashSet<Period> { period }));

        Assert.Single(confirmed.Accepted);
        Assert.Empty(confirmed.Suspects);
        Assert.True(Assert.Single(rejected.Suspects).Rejected);
    }

    [Fact]
    public void The_sources_own_correction_takes_the_place_of_what_was_put_aside()
    {
        var known = History(60_000, 40);
        var held = Screen(known, ("2021-02-10", 7_150_000));
        var mended = Screen(known, held.Suspects, ("2021-02-10", 71_500));

        Assert.Equal(71_500, Assert.Single(mended.Accepted).Value);
        // What was wrong is settled: it is not asked about again, also where the source brings both.
        Assert.True(Assert.Single(mended.Suspects).Rejected);
        Assert.Empty(QualityScreen.Run(Lithium, known, mended.Suspects, null, [new(Period.Parse("2021-02-10"), 7_150_000)], new(QualityChecks.OfPrice)).Found);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(0.001)]
    public void A_wrong_first_value_is_outvoted_and_put_aside_itself(double factor)
    {
        var (known, suspects, outvoted) = (new History(), (IReadOnlyList<Suspect>)[], new List<Observation>());
        for (var day = 0; day < 5; day++)
        {
            var screened = QualityScreen.Run(Lithium, known, suspects, null, [new(Day(day), day == 0 ? 70_000 * factor : 70_000 + 100 * day)], new(QualityChecks.OfPrice));
            outvoted.AddRange(screened.Outvoted);
            known = new History(known.AsSpan().ToArray().Except(screened.Outvoted).Concat(screened.Accepted));
            suspects = screened.Suspects;
        }

        Assert.Equal(70_000 * factor, Assert.Single(outvoted).Value);
        Assert.Equal(Day(0), Assert.Single(suspects).Period);
        Assert.Equal([70_100, 70_200, 70_300, 70_400], known.AsSpan().ToArray().Select(one => one.Value));
    }

    [Theory]
    [InlineData(0, SuspectKind.Zero)]
    [InlineData(-5_000, SuspectKind.Sign)]
    public void No_price_begins_at_zero_or_below(double value, SuspectKind kind) =>
        Assert.Equal(kind, Assert.Single(Screen(new History(), ("2021-02-10", value)).Suspects).Kind);

    /// <summary>WTI on 2020-04-20, after 18.31: a price may fall below zero, and one such day does not make zeros prices.</summary>
    [Fact]
    public void One_price_below_zero_is_taken_and_excuses_no_zero()
    {
        var known = new History(Enumerable.Range(0, 40).Select(day => new Observation(Day(day), 18.31)));
        known.Append(Assert.Single(Run(known, [new(Day(40), -36.98)]).Accepted));
        known.Append(Assert.Single(Run(known, [new(Day(41), 8.91)]).Accepted));

        Assert.Equal(SuspectKind.Zero, Assert.Single(Run(known, [new(Day(42), 0)]).Suspects).Kind);
        known.Append(new(Day(42), -2));
        known.Append(new(Day(43), -3));
        Assert.Empty(Run(known, [new(Day(44), 0)]).Suspects);
    }

    [Fact]
    public void A_value_at_or_before_the_first_is_judged_by_what_follows_it()
    {
        var known = History(60_000, 40);

        Assert.Equal(SuspectKind.Scale, Assert.Single(Screen(known, ("2021-01-01", 60)).Suspects).Kind);
        Assert.Equal(SuspectKind.Scale, Assert.Single(Screen(known, ("2020-12-31", 6_000_000)).Suspects).Kind);
        Assert.Empty(Screen(known, ("2020-12-31", 55_000)).Suspects);
        // The whole history in another unit.
        Assert.Equal(40, Screen(known, [.. known.AsSpan().ToArray().Select(one => (one.Period.ToString(), one.Value * 1_000))]).Found.Count);
    }

    [Fact]
    public void A_batch_in_the_wrong_unit_is_not_believed_however_long_it_is()
    {
        var wrong = Enumerable.Range(0, 200).Select(day => (Day(40 + day).ToString(), 71_500_000.0 + day)).ToArray();

        Assert.Empty(Screen(History(60_000, 40), wrong).Accepted);
    }

    [Theory]
    [InlineData(4, 1, 4 / 7.2)]
    [InlineData(4.5, 1, 4.5 * 9)]
    [InlineData(1, 18, 7.15)]
    [InlineData(1, 200, 10)]
    public void Neither_an_earlier_step_nor_a_gap_excuses_a_factor_that_units_have(double step, int days, double factor)
    {
        var known = History(60_000, 40);
        known.Append(new(Day(40), 71_500 * step));

        Assert.Equal(SuspectKind.Scale, Assert.Single(Screen(known, (Day(40 + days).ToString(), 71_500 * factor)).Suspects).Kind);
    }

    [Fact]
    public void What_is_confirmed_confirms_what_came_after_it()
    {
        var known = History(60_000, 40);
        var held = Screen(known, (Day(40).ToString(), 715_000), (Day(41).ToString(), 716_000), (Day(42).ToString(), 0), (Day(43).ToString(), 717_000));

        var confirmed = QualityScreen.Run(Lithium, known, held.Suspects, null, [new(Day(40), 715_000)], new(QualityChecks.OfPrice, Confirmed: new HashSet<Period> { Day(40) }));

        Assert.Equal([715_000, 716_000, 717_000], confirmed.Accepted.Select(one => one.Value));
        Assert.Equal(SuspectKind.Zero, Assert.Single(confirmed.Suspects).Kind);
    }

    [Fact]
    public void What_was_put_aside_is_not_found_again()
    {
        var known = History(60_000, 40);
        var held = Screen(known, ("2021-02-10", 7_150_000));
        var again = Screen(known, held.Suspects, ("2021-02-10", 7_150_000));

        Assert.Same(held.Suspects, again.Suspects);
        Assert.Empty(again.Found);
        Assert.Empty(again.Accepted);
    }

    [Fact]
    public void Of_two_values_for_one_period_the_plausible_one_is_taken_and_else_the_later()
    {
        var gross = Screen(History(60_000, 40), ("2021-02-10", 72_000), ("2021-02-10", 7_200_000));
        var close = Screen(History(60_000, 40), ("2021-02-10", 72_000), ("2021-02-10", 72_500));

        Assert.Equal((72_000, SuspectKind.Scale), (Assert.Single(gross.Accepted).Value, Assert.Single(gross.Suspects).Kind));
        Assert.Equal((72_500, SuspectKind.Duplicate), (Assert.Single(close.Accepted).Value, Assert.Single(close.Suspects).Kind));
    }

    [Fact]
    public void A_period_that_has_not_begun_is_put_aside_on_any_series()
    {
        var screened = QualityScreen.Run(
            new("level", "m"), History(60_000, 40), [], null, [new(Period.Parse("2199-01-01"), 3), new(Period.Parse("2021-02-10"), 0)], new(QualityChecks.None, new DateTime(2021, 2, 10, 0, 0, 0, DateTimeKind.Utc)));

        Assert.Equal(SuspectKind.Future, Assert.Single(screened.Suspects).Kind);
        Assert.Single(screened.Accepted);
    }

    [Fact]
    public void The_declared_range_outvotes_everything()
    {
        var screened = QualityScreen.Run(Lithium, History(60_000, 40), [], null, [new(Period.Parse("2021-02-10"), 59_000)], new(new(true, 60_000, 1e6)));

        Assert.Equal((SuspectKind.Range, "outside 60,000 CNY/t to 1,000,000 CNY/t, which was declared plausible"), (screened.Suspects[0].Kind, screened.Suspects[0].Detail));
    }

    [Fact]
    public void A_jump_where_the_contract_changes_waits_for_three_days_of_the_new_one()
    {
        var (known, suspects, accepted) = (History(60_000, 40), (IReadOnlyList<Suspect>)[], new List<Observation>());
        var kinds = new List<SuspectKind>();
        for (var day = 40; day < 43; day++)
        {
            var notes = new Dictionary<Period, string> { [Day(day)] = "lc2107" };
            var screened = QualityScreen.Run(Lithium, known, suspects, "lc2105", [new(Day(day), 95_000)], new(QualityChecks.OfPrice, Notes: notes));
            suspects = screened.Suspects;
            accepted.AddRange(screened.Accepted);
            kinds.AddRange(screened.Found.Select(suspect => suspect.Kind));
        }

        Assert.Equal([SuspectKind.Roll, SuspectKind.Roll], kinds);
        Assert.Equal(3, accepted.Count);
        Assert.Empty(suspects);
    }

    [Fact]
    public void A_series_that_never_moves_is_no_source_that_stands_still()
    {
        var constant = Enumerable.Range(0, 20_000).Select(day => new Observation(Day(day), 5)).ToList();

        Assert.Empty(Run(new History(), constant).Suspects);
    }

    [Fact]
    public void A_water_level_may_jump()
    {
        Assert.Equal(QualityChecks.None, QualityChecks.For("m"));
        Assert.Equal(QualityChecks.None, QualityChecks.For("GWh/d"));
        Assert.Equal(QualityChecks.OfPrice, QualityChecks.For("CNY/t"));
        Assert.Equal(QualityChecks.OfPrice, QualityChecks.For("元/吨"));
        Assert.Equal(QualityChecks.OfPrice, QualityChecks.For("$/bbl"));
        Assert.Equal(QualityChecks.OfPrice, QualityChecks.For("US$/MMBtu"));
    }

    private static Period Day(int day) => Period.From(new DateOnly(2021, 1, 1).AddDays(day));

    /// <summary>From 2021-01-01, rising to 71,500 on the last day.</summary>
    private static History History(double from, int days) =>
        new(Enumerable.Range(0, days).Select(day => new Observation(Day(day), Math.Round((from + (71_500 - from) * day / (days - 1)) / 100) * 100)));

    private static Screened Screen(History known, params (string Period, double Value)[] observations) => Screen(known, [], observations);

    private static Screened Screen(History known, IReadOnlyList<Suspect> suspects, params (string Period, double Value)[] observations) =>
        QualityScreen.Run(Lithium, known, suspects, null, [.. observations.Select(one => new Observation(Period.Parse(one.Period), one.Value))], new(QualityChecks.OfPrice));

    private static Screened Run(History known, IReadOnlyList<Observation> observations) =>
        QualityScreen.Run(new("li", "USD/kg"), known, [], null, observations, new(QualityChecks.OfPrice));
}
