using CsCheck;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Episodes;

/// <summary>What is told of an episode that a person has seen.</summary>
public sealed class AcknowledgementTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly Rule High = WrittenRules.Parse("""
        {"id":"r","title":"t","series":["s"],"ladder":[{"severity":"minor","when":"value > 100"},{"severity":"severe","when":"value > 200"},{"severity":"extreme","when":"value > 400"}]}
        """);

    [Fact]
    public void Ten_per_cent_worse_is_told_once_and_moves_the_mark()
    {
        var state = Seen(Feed(SeriesState.New(new Series("s", "CNY/t")), High, 1, 50, 110).State);

        var quiet = Feed(state, High, 3, 120.9);
        Assert.Empty(quiet.Warnings);
        var worse = Feed(quiet.State, High, 4, 121);
        var told = Assert.Single(worse.Warnings);
        Assert.Equal((TransitionKind.Reminder, Severity.Minor, 2), (told.Kind, told.Severity, told.Sequence));
        Assert.Equal(0.1, told.WorsenedBy!.Value, 9);
        Assert.StartsWith("acknowledged, and 10% worse since then (110 CNY/t on 2024-01-02): ", told.Reason, StringComparison.Ordinal);
        Assert.StartsWith("已确认，此后又恶化10%（2024-01-02为110 CNY/t）：", told.ReasonZh, StringComparison.Ordinal);
        Assert.Equal((121, "2024-01-04"), (Mark(worse.State)!.Value, Mark(worse.State)!.Period.ToString()));

        Assert.Empty(Feed(worse.State, High, 5, 133).Warnings);
        Assert.Single(Feed(worse.State, High, 5, 133.1).Warnings);
    }

    [Fact]
    public void A_worsening_is_told_to_everybody_whose_severity_fits_also_who_wants_no_reminders()
    {
        var told = Assert.Single(Feed(Seen(Feed(SeriesState.New(new Series("s")), High, 1, 50, 110).State), High, 3, 130).Warnings);
        var anybody = new Subscription("a", new Channel(ChannelType.Email, "a@example.org"), new SubscriptionMatch([], [], [], []), SubscriptionState.Active);

        Assert.Equal(SubscriptionVerdict.Told, anybody.Judge(told));
        Assert.Equal(SubscriptionVerdict.BelowSeverity, (anybody with { Match = anybody.Match with { MinimumSeverity = Severity.Severe } }).Judge(told));
        Assert.Equal(SubscriptionVerdict.ReminderNotWanted, anybody.Judge(told with { WorsenedBy = null }));
    }

    [Fact]
    public void A_higher_rung_clears_it_and_what_stays_below_is_not_told()
    {
        var state = Seen(Feed(SeriesState.New(new Series("s")), High, 1, 50, 210).State);

        var down = Feed(state, High, 3, 150);
        var up = Feed(down.State, High, 4, 215);
        Assert.Empty(down.Warnings);
        Assert.Empty(up.Warnings);
        Assert.Equal(Severity.Minor, down.State.Rules["r"].Told);

        var above = Feed(up.State, High, 5, 410);
        // What was not told took no number: a hole would look like a message that was lost.
        Assert.Equal((TransitionKind.Escalated, 2), (Assert.Single(above.Warnings).Kind, above.Warnings[0].Sequence));
        Assert.Null(Mark(above.State));
        Assert.Equal(TransitionKind.Eased, Assert.Single(Feed(above.State, High, 6, 300).Warnings).Kind);
    }

    [Fact]
    public void The_end_is_told_and_clears_it_so_that_the_next_episode_is_told_as_always()
    {
        var ended = Feed(Seen(Feed(SeriesState.New(new Series("s")), High, 1, 50, 110).State), High, 3, 90);

        Assert.Equal(TransitionKind.Resolved, Assert.Single(ended.Warnings).Kind);
        Assert.Null(Mark(ended.State));
        Assert.Equal(TransitionKind.Opened, Assert.Single(Feed(ended.State, High, 4, 110).Warnings).Kind);
    }

    [Theory]
    [InlineData("value > 100", true, false)]
    [InlineData("drawdown(30d) <= -20%", false, true)]
    [InlineData("not value < 100", true, false)]
    [InlineData("value > 100 or change(10d) < -10%", true, true)]
    [InlineData("vote(1, value >= 100, change(10d) >= 10%)", true, false)]
    public void Which_way_is_worse_follows_from_the_comparisons(string when, bool up, bool down) =>
        Assert.Equal((up, down), Worsening.Directions(WrittenRules.One(when)));

    [Theory]
    [InlineData(100, 110, true, false, 0.1)]
    [InlineData(100, 109.9, true, false, null)]
    [InlineData(100, 80, true, false, null)]
    [InlineData(100, 80, false, true, 0.2)]
    [InlineData(100, 80, true, true, 0.2)]
    [InlineData(-40, -50, false, true, 0.25)]
    [InlineData(-40, -30, true, false, 0.25)]
    [InlineData(0, 0.5, true, false, 1.0)]
    [InlineData(0, 0, true, true, null)]
    public void By_how_much_is_a_share_of_what_was_seen(double seen, double now, bool up, bool down, double? by) =>
        Assert.Equal(by, Worsening.By((up, down), seen, now, 0.1) is { } worse ? Math.Round(worse, 12) : null);

    [Fact]
    public void It_is_read_back_from_the_row()
    {
        var state = Seen(Feed(SeriesState.New(new Series("s")), High, 1, 50, 110).State);

        Assert.Equal(Mark(state), Mark(SeriesStateCodec.Unpack(SeriesStateCodec.Pack(state))));
        Assert.Null(Mark(Acknowledgement.Withdrawn(state, "r", Episode(state))));
        Assert.Same(state, Acknowledgement.Given(state, "r", "another", "Ann", null, Now, 0.1));
    }

    /// <summary>
    /// Over random ladders and histories, acknowledged at a random moment and again after each clearing: the machines run as without it;
    /// nothing but the end, a correction, a higher rung and a real worsening is told while the mark stands.
    /// </summary>
    [Fact]
    public void Only_what_is_worse_is_told_and_the_machines_do_not_notice() =>
        Gen.Select(RandomHistories.Daily, RandomHistories.Rule).Sample((history, rule) =>
        {
            var (seen, plain) = (SeriesState.New(new Series("s")), SeriesState.New(new Series("s")));
            foreach (var observation in history)
            {
                seen = Seen(seen);
                var mark = Mark(seen);
                var (commit, other) = (SeriesCommit.Advance(seen, [rule], [observation], EntryLog.Empty), SeriesCommit.Advance(plain, [rule], [observation], EntryLog.Empty));
                (seen, plain) = (SeriesStateCodec.Unpack(SeriesStateCodec.Pack(commit.State)), other.State);
                Assert.Equal((plain.Rules["r"].Told, plain.Rules["r"].Peak, plain.Rules["r"].EpisodeNumber), (seen.Rules["r"].Told, seen.Rules["r"].Peak, seen.Rules["r"].EpisodeNumber));
                Assert.All(mark is null ? [] : commit.Warnings, warning => Assert.True(IsWorse(warning, mark!), warning.Reason));
            }
        }, iter: 300);

    private static bool IsWorse(Warning warning, Acknowledgement mark) => warning.Kind switch
    {
        TransitionKind.Resolved or TransitionKind.Corrected or TransitionKind.Opened => true,
        TransitionKind.Escalated => warning.Severity > mark.Severity,
        TransitionKind.Reminder => warning.WorsenedBy >= mark.WorseBy && Math.Abs(warning.Value - mark.Value) >= (mark.WorseBy - 1e-9) * Math.Abs(mark.Value),
        _ => false,
    };

    private static SeriesCommit Feed(SeriesState state, Rule rule, int day, params double[] values) => SeriesCommit.Advance(
        state, [rule], [.. values.Select((value, index) => new Observation(Period.From(new DateOnly(2024, 1, day + index)), value))], EntryLog.Empty);

    private static string Episode(SeriesState state) => EpisodeIds.Episode("r", "s", state.Rules["r"].EpisodeNumber, state.Rules["r"].OpenedAt!.Value);

    private static SeriesState Seen(SeriesState state) => state.Rules.GetValueOrDefault("r") is { Told: not null, Acknowledged: null }
        ? Acknowledgement.Given(state, "r", Episode(state), "a…@example.org", "on it", Now, 0.1)
        : state;

    private static Acknowledgement? Mark(SeriesState state) => state.Rules.GetValueOrDefault("r")?.Acknowledged;
}
