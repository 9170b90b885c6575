using Notifier.Core.Episodes;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Tests.Silences;
using Notifier.Tests.Storage;
using static Notifier.Tests.Silences.MuteWorld;

namespace Notifier.Tests.Deliveries.Scenarios;

/// <summary>Alertmanager's acceptance cases of silencing (test/with_api_v2/acceptance/silence_test.go), told here on a still clock.</summary>
public sealed class SilencingTests(AzuriteFixture azurite)
{
    private static readonly MuteMatch Test1 = new(["test-1"], [], [], []);

    /// <summary>
    /// Two alerts fire before the silence, and both are told. While it holds, only the one that it does not match is told again.
    /// Difference: here a message is a change, so that what comes in between is an escalation of each, not a repeat by interval; and
    /// what was held is told once when the silence ends, where Alertmanager waits for the next repeat.
    /// </summary>
    [Fact]
    public async Task Silencing()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Minor, 1, rule: "test-1", series: "one"));
        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Minor, 1, rule: "test-2", series: "two"));
        Assert.Equal(["opened minor one", "opened minor two"], world.Told);

        await world.SilenceAsync(Test1, TimeSpan.FromHours(1));
        await world.CommitAsync(Of(TransitionKind.Escalated, Severity.Severe, 2, rule: "test-1", series: "one"));
        await world.CommitAsync(Of(TransitionKind.Escalated, Severity.Severe, 2, rule: "test-2", series: "two"));
        Assert.Equal(["escalated severe two"], world.Told.Skip(2));

        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["escalated severe one"], world.Told.Skip(3));
    }

    /// <summary>
    /// Everything is silenced, both alerts fire, and nothing is told; the silence is deleted, and both are told.
    /// Difference: within a minute, by the sweep, not at the next flush of a group.
    /// </summary>
    [Fact]
    public async Task SilenceDelete()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        var silence = await world.SilenceAsync(new MuteMatch([], [], [], []), TimeSpan.FromDays(1));
        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Minor, 1, rule: "test-1", series: "one"));
        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Minor, 1, rule: "test-2", series: "two"));
        await world.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(world.Told);

        await world.EndAsync(silence);
        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["opened minor one", "opened minor two"], world.Told.Order());
    }

    /// <summary>A silence that begins later holds nothing before it begins (the unit tests of Alertmanager's silences: pending, active, expired).</summary>
    [Fact]
    public async Task SilencePending()
    {
        await using var world = await MuteWorld.StartAsync(azurite);
        await world.SilenceAsync(Test1, TimeSpan.FromHours(1), startsIn: TimeSpan.FromHours(1));

        await world.CommitAsync(Of(TransitionKind.Opened, Severity.Minor, 1, rule: "test-1", series: "one"));
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.CommitAsync(Of(TransitionKind.Escalated, Severity.Severe, 2, rule: "test-1", series: "one"));

        Assert.Equal(["opened minor one"], world.Told);
    }
}
