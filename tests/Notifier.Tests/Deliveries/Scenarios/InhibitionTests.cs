using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Tests.Silences;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries.Scenarios;

/// <summary>Alertmanager's acceptance cases of inhibition (test/with_api_v2/acceptance/inhibit_test.go), told here on a still clock.</summary>
public sealed class InhibitionTests(AzuriteFixture azurite)
{
    private static MuteMatch Rule(string id) => new([id], [], [], []);

    /// <summary>
    /// A target fires alone and is told. The source fires, and what the target says from then on is held; when the source has ended,
    /// what is left of the target is told. Differences: what Alertmanager repeats is a change here; and it drops what it inhibits, while
    /// here it is told once at the end if it is still so.
    /// </summary>
    [Fact]
    public async Task InhibitFor()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.InhibitAsync("job-down", Rule("down"), Rule("slow"), Inhibition.EqualSeries);
        await world.RuleAsync("down", "*", 20, "extreme");
        await world.RuleAsync("slow", "*", 10, "minor", """, "tags": ["latency"]""");

        await world.FeedAsync("2026-11-01", ("one", 5), ("two", 5));
        await world.FeedAsync("2026-11-02", ("one", 15), ("two", 5));
        Assert.Equal(["opened minor one"], world.Told);

        // Both rules fire on "two" in one commit: what stands in for the other is stored before either is told.
        world.World.Time.Advance(TimeSpan.FromMinutes(1));
        await world.FeedAsync("2026-11-03", ("two", 25));
        Assert.Equal(["opened extreme two"], world.Told.Skip(1));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, world.Told.Count);

        // The source ends and the target goes on.
        await world.FeedAsync("2026-11-04", ("two", 15));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["resolved extreme two", "opened minor two"], world.Told.Skip(2));
        Assert.Empty(await world.NotesAsync());
    }

    /// <summary>What ends while it is inhibited is not told, neither its beginning nor its end; as Alertmanager sends no resolved notification of an alert that it never told.</summary>
    [Fact]
    public async Task InhibitedResolved()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.InhibitAsync("job-down", Rule("down"), Rule("slow"), Inhibition.EqualSeries);
        await world.RuleAsync("down", "*", 20, "extreme");
        await world.RuleAsync("slow", "*", 10, "minor");
        await world.FeedAsync("2026-11-01", ("one", 5));
        await world.FeedAsync("2026-11-02", ("one", 25));
        world.World.Time.Advance(TimeSpan.FromMinutes(1));

        await world.FeedAsync("2026-11-03", ("one", 5));
        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["opened extreme one", "resolved extreme one"], world.Told);
        Assert.Empty(await world.NotesAsync());
    }

    /// <summary>
    /// An alert never inhibits itself, and two that match both sides do not inhibit each other (inhibit/inhibit_test.go).
    /// Difference: labels that both sides lack are equal there; here a tag has to stand on both.
    /// </summary>
    [Fact]
    public async Task InhibitNotItself()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.InhibitAsync("both", new([], [], [], []) { MinSeverity = Severity.Minor }, new([], [], [], []) { MaxSeverity = Severity.Extreme }, Inhibition.EqualSeries);
        await world.InhibitAsync("untagged", Rule("down"), Rule("slow"), Inhibition.EqualTag + "commodity");
        await world.RuleAsync("down", "*", 20, "extreme");
        await world.RuleAsync("slow", "*", 10, "minor");

        await world.FeedAsync("2026-11-01", ("one", 5));
        await world.FeedAsync("2026-11-02", ("one", 25));

        Assert.Equal(["opened extreme one", "opened minor one"], world.Told.Order());
    }
}
