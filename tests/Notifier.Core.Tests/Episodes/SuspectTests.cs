using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Episodes;

/// <summary>What the quality checks put aside reaches no machine, and is not lost.</summary>
public sealed class SuspectTests
{
    private static readonly Screening Price = new(QualityChecks.OfPrice);

    private readonly Rule _rule = WrittenRules.One("multiple(min, 365d) >= 2");

    [Fact]
    public void A_hundredfold_value_opens_nothing()
    {
        var before = Known(120);

        var commit = Advance(before, Price, ("2024-04-30", 1_000));

        Assert.Empty(commit.Warnings);
        Assert.Empty(commit.Changed);
        Assert.Equal(120, commit.State.Window.Count);
        Assert.Equal((SuspectKind.Scale, 1_000.0), (commit.State.Suspects.Single().Kind, commit.Found.Single().Observation.Value));
        Assert.NotEmpty(Advance(before, Screening.None, ("2024-04-30", 1_000)).Warnings);
    }

    [Fact]
    public void The_same_value_again_changes_nothing()
    {
        var held = Advance(Known(120), Price, ("2024-04-30", 1_000)).State;

        Assert.Same(held, Advance(held, Price, ("2024-04-30", 1_000)).State);
    }

    [Fact]
    public void A_confirmed_value_is_evaluated_and_one_that_is_late_counts_as_a_revision()
    {
        var held = Advance(Known(120), Price, ("2024-04-30", 1_000)).State;
        var confirmation = Price with { Confirmed = new HashSet<Period> { Period.Parse("2024-04-30") } };

        var now = Advance(held, confirmation, ("2024-04-30", 1_000));
        var later = Advance(Advance(held, Price, ("2024-05-01", 10.5), ("2024-05-02", 10.6)).State, confirmation, ("2024-04-30", 1_000));

        Assert.Equal(TransitionKind.Opened, Assert.Single(now.Warnings).Kind);
        Assert.Empty(now.State.Suspects);
        // The newest value is what it was, and so is the verdict.
        Assert.Empty(later.Warnings);
        Assert.Equal("2024-04-30", Assert.Single(later.Changed).Period.ToString());
    }

    [Fact]
    public void Suspects_and_the_contract_are_packed_with_the_state()
    {
        var notes = new Dictionary<Period, string> { [Period.Parse("2024-04-29")] = "lc2407" };
        var first = Advance(Known(119), Price with { Notes = notes }, ("2024-04-29", 10.1)).State;
        var held = Advance(first, Price, ("2024-04-30", 1_000), ("2024-05-01", 0)).State;
        held = Advance(held, Price with { Rejected = new HashSet<Period> { Period.Parse("2024-05-01") } }).State;

        var read = SeriesStateCodec.Unpack(SeriesStateCodec.Pack(held));

        Assert.Equal("lc2407", read.Note);
        Assert.Equal(held.Suspects, read.Suspects);
        Assert.Equal([false, true], read.Suspects.Select(suspect => suspect.Rejected));
    }

    [Fact]
    public void A_wrong_beginning_is_forgotten_by_window_and_machines()
    {
        var state = SeriesState.New(new Series("s", "CNY/t"));
        var warnings = new List<Core.Warnings.Warning>();
        for (var day = 0; day < 200; day++)
        {
            var commit = Advance(state, Price, (Period.From(new DateOnly(2024, 1, 1).AddDays(day)).ToString(), day == 0 ? 0.01 : 10 + day % 3 / 10.0));
            warnings.AddRange(commit.Warnings);
            state = SeriesStateCodec.Unpack(SeriesStateCodec.Pack(commit.State));
        }

        Assert.Empty(warnings);
        Assert.Equal((199, "2024-01-02"), (state.Window.Count, state.Window[0].Period.ToString()));
        Assert.Equal(0.01, Assert.Single(state.Suspects).Observation.Value);
    }

    [Fact]
    public void A_number_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Advance(Known(5), Price, ("2024-04-30", double.PositiveInfinity)));
        Assert.Throws<ArgumentException>(() => Advance(Known(5), Price, ("2024-04-30", double.NaN)));
    }

    private SeriesState Known(int days) =>
        Advance(SeriesState.New(new Series("s", "CNY/t")), Price, [.. Enumerable.Range(0, days).Select(day => (new DateOnly(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), 10 + day % 3 / 10.0))]).State;

    private SeriesCommit Advance(SeriesState state, Screening screening, params (string Period, double Value)[] observations) =>
        SeriesCommit.Advance(state, [_rule], [.. observations.Select(one => new Observation(Period.Parse(one.Period), one.Value))], EntryLog.Empty, screening: screening);
}
