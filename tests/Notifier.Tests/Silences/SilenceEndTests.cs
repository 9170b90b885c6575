using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Deliveries;
using Notifier.Silences;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Silences.MuteWorld;

namespace Notifier.Tests.Silences;

/// <summary>What is told when a silence ends.</summary>
public sealed class SilenceEndTests(AzuriteFixture azurite)
{
    private static readonly MuteMatch Everything = new([], [], [], []);

    [Fact]
    public async Task What_is_muted_is_recorded_with_its_mute_and_told_at_the_end_of_it_once()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        var silence = await world.SilenceAsync(Everything with { Series = ["lithium-carbonate-cn"] }, TimeSpan.FromHours(2));
        var opened = Of(TransitionKind.Opened, Severity.Severe, 1);

        await world.CommitAsync(opened);
        await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Empty(world.Told);
        Assert.Equal((WarningMute.Silence, silence.Id, "Ann", silence.Ends, true), await HeldAsync(world, opened));
        Assert.Empty(await world.World.RowsAsync(TableName.State));
        var note = Assert.Single(await world.NotesAsync());
        Assert.Equal((1, opened.Id, 1, opened.Id), (note.GetInt32("First"), note.GetString("FirstWarning"), note.GetInt32("Newest"), note.GetString("NewestWarning")));

        await world.PassAsync(TimeSpan.FromHours(1));
        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["opened severe lithium-carbonate-cn"], world.Told);
        Assert.Single(world.Receiver.Received);
        Assert.Contains("a silence held this back since 2026-11-23", world.Receiver.Received[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", world.Receiver.Received[0].Text, StringComparison.Ordinal);
        Assert.False((await world.HeldAsync(opened))!.Holds);
        Assert.Empty(await world.NotesAsync());
        Assert.Empty(await world.World.RowsAsync(TableName.State));
    }

    [Fact]
    public async Task An_episode_that_began_and_ended_within_it_is_never_told()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.SilenceAsync(Everything, TimeSpan.FromHours(2));

        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Severe, 1));
        await world.CommitAsync(Of(TransitionKind.Resolved, Severity.Severe, 2));
        await world.PassAsync(TimeSpan.FromHours(2));

        Assert.Empty(world.Told);
        Assert.Empty(await world.NotesAsync());
        Assert.Equal(2, (await world.World.RowsAsync(TableName.Warnings)).Count(row => row.GetString("Mute") is not null));
    }

    [Fact]
    public async Task The_end_of_an_episode_that_people_know_of_is_told()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Severe, 1));
        await world.SilenceAsync(Everything, TimeSpan.FromHours(2));

        await world.CommitAsync(Of(TransitionKind.Resolved, Severity.Severe, 2));
        await world.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(["opened severe lithium-carbonate-cn", "resolved severe lithium-carbonate-cn"], world.Told);
    }

    [Fact]
    public async Task Of_several_changes_the_present_state_is_told_as_the_change_that_it_is_for_people()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.SilenceAsync(Everything, TimeSpan.FromHours(2));

        // Newest is an easing, which this subscriber does not ask for; but nobody knows of the episode yet.
        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Severe, 1));
        await world.CommitAsync(Of(TransitionKind.Escalated, Severity.Extreme, 2));
        await world.CommitAsync(Of(TransitionKind.Eased, Severity.Moderate, 3, Severity.Extreme));
        await world.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(["opened moderate lithium-carbonate-cn"], world.Told);
    }

    [Fact]
    public async Task A_change_that_came_back_leaves_nothing_to_tell()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Moderate, 1));
        await world.SilenceAsync(Everything, TimeSpan.FromHours(2));

        await world.CommitAsync(Of(TransitionKind.Escalated, Severity.Severe, 2));
        await world.CommitAsync(Of(TransitionKind.Eased, Severity.Moderate, 3, Severity.Severe));
        await world.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(["opened moderate lithium-carbonate-cn"], world.Told);
        Assert.Empty(await world.NotesAsync());
    }

    [Fact]
    public async Task Up_to_severe_lets_extreme_through_and_what_was_held_before_it_is_not_told_behind_it()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.SilenceAsync(Everything with { MaxSeverity = Severity.Severe }, TimeSpan.FromHours(2));

        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Severe, 1));
        await world.CommitAsync(Of(TransitionKind.Escalated, Severity.Extreme, 2));
        await world.PassAsync(TimeSpan.FromHours(2));
        await world.CommitAsync(Of(TransitionKind.Resolved, Severity.Moderate, 3, Severity.Extreme));

        Assert.Equal(["escalated extreme lithium-carbonate-cn", "resolved moderate lithium-carbonate-cn"], world.Told);
    }

    [Theory]
    [InlineData(TransitionKind.Resolved, "")]
    [InlineData(TransitionKind.Escalated, "opened extreme lithium-carbonate-cn")]
    public async Task What_comes_between_the_end_and_the_sweep_waits_for_it(TransitionKind kind, string told)
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.SilenceAsync(Everything, TimeSpan.FromHours(2));
        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Severe, 1));
        world.World.Time.Advance(TimeSpan.FromHours(2));

        await world.CommitAsync(Of(kind, Severity.Extreme, 2));
        Assert.Empty(world.Told);
        await world.PassAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(told, string.Join(", ", world.Told));
        Assert.Empty(await world.NotesAsync());
    }

    [Fact]
    public async Task Where_another_silence_still_covers_it_moves_there()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.SilenceAsync(Everything, TimeSpan.FromHours(3));
        var opened = Of(TransitionKind.Opened, Severity.Severe, 1);
        await world.CommitAsync(opened);
        var longer = await world.SilenceAsync(Everything with { Rules = [opened.Rule] }, TimeSpan.FromHours(6));

        await world.PassAsync(TimeSpan.FromHours(3));
        Assert.Empty(world.Told);
        Assert.Equal(longer.Id, (await world.HeldAsync(opened))!.Id);

        await world.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(["opened severe lithium-carbonate-cn"], world.Told);
    }

    [Fact]
    public async Task Ended_while_the_service_was_down_it_is_told_by_the_first_sweep()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.SilenceAsync(Everything, TimeSpan.FromHours(2));
        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Severe, 1));

        world.World.Time.Advance(TimeSpan.FromDays(40));
        await world.World.RestartAsync();
        await world.PassAsync(TimeSpan.Zero);

        Assert.Equal(["opened severe lithium-carbonate-cn"], world.Told);
    }

    [Fact]
    public async Task A_silence_made_elsewhere_is_seen_within_fifteen_seconds_and_an_expired_record_goes_after_thirty_days()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        var here = world.World.Get<Mutes>();
        Assert.Null(await here.JudgeAsync(Of(TransitionKind.Opened, Severity.Severe, 1), CancellationToken.None));
        var silence = new Silence(SilenceKeys.NewSilenceId(world.Now), Everything, world.Now, world.Now.AddHours(1), "Ann", "c", world.Now);
        await world.World.Get<TableStore>().AddAsync(TableName.Silences, MuteRows.Write(silence), CancellationToken.None);

        world.World.Time.Advance(MuteSnapshots.Age);
        Assert.Equal(silence.Id, (await here.JudgeAsync(Of(TransitionKind.Opened, Severity.Severe, 1), CancellationToken.None))!.Id);

        var store = world.World.Get<SilenceStore>();
        await store.PurgeAsync(silence.Ends + Silence.Kept, CancellationToken.None);
        Assert.NotNull(await store.FindAsync(silence.Id, CancellationToken.None));
        await store.PurgeAsync(silence.Ends + Silence.Kept + TimeSpan.FromSeconds(1), CancellationToken.None);
        Assert.Null(await store.FindAsync(silence.Id, CancellationToken.None));
    }

    private static async Task<(string, string, string, DateTimeOffset?, bool)> HeldAsync(MuteWorld world, Warning warning)
    {
        var mute = (await world.HeldAsync(warning))!;
        return (mute.Kind, mute.Id, mute.Author, mute.Until, mute.Holds);
    }
}
