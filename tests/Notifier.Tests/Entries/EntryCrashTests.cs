using Notifier.Core.Entries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Episodes;
using Notifier.Tests.Storage;
using static Notifier.Tests.Entries.EntryApplication;

namespace Notifier.Tests.Entries;

/// <summary>
/// The process ends before or after any storage call of a poll, answers are lost, two polls come at once: after another poll an
/// hour later every entry is stored once and told once, also one whose time is that of its first sighting.
/// </summary>
public sealed class EntryCrashTests(AzuriteFixture azurite)
{
    private const string Told = "all a,all b,all c,lithium a,lithium c,lithium old";

    [Theory]
    [InlineData(StorageFault.CrashBefore)]
    [InlineData(StorageFault.CrashAfter)]
    internal async Task A_crash_at_any_storage_call_loses_nothing_and_tells_nothing_twice(StorageFault crash)
    {
        var calls = await CallsAsync();
        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var app = await BegunAsync();
            app.Faults.Plan((number, _) => number >= call ? crash : StorageFault.None);
            var crashed = await Record.ExceptionAsync(() => app.PollAsync(Now(app)));
            // Notes that are written side by side go together, so that the calls are not always as many.
            Assert.True(crashed is not null || call > calls / 2, $"call {call} of {calls} did not crash");
            app.Clock.Advance(TimeSpan.FromHours(1));
            await using var next = await app.AgainAsync(azurite);

            await next.PollAsync(Now(next));
            await next.SweepAsync();

            await EverythingIsThereOnceAsync(next, call);
        }
    }

    [Fact]
    public async Task A_crash_in_the_first_reading_does_not_make_history_new()
    {
        for (var (call, crashed) = (1, true); crashed; call += CrashPoints.Step)
        {
            await using var app = await StartAsync(azurite, Lithium, All);
            app.Faults.Plan((number, _) => number >= call ? StorageFault.CrashAfter : StorageFault.None);
            crashed = await Record.ExceptionAsync(() => app.PollAsync(Now(app))) is not null;
            Assert.Equal((call, true), (call, crashed || call > 4));
            await using var next = await app.AgainAsync(azurite);

            await next.PollAsync(Now(next));

            Assert.Empty(await next.ToldAsync());
            Assert.Equal(5, (await next.StoredAsync()).Count);
        }
    }

    [Fact]
    public async Task An_answer_lost_at_any_storage_call_is_not_even_noticed()
    {
        var calls = await CallsAsync();
        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var app = await BegunAsync();
            app.Faults.Plan((number, _) => number == call ? StorageFault.AnswerLost : StorageFault.None);

            await app.PollAsync(Now(app));

            await EverythingIsThereOnceAsync(app, call);
        }
    }

    [Fact]
    public async Task Two_polls_at_once_tell_once_wherever_the_second_comes_between()
    {
        var calls = await CallsAsync();
        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var app = await BegunAsync();
            await using var other = await app.AgainAsync(azurite, new(app.Clock.GetUtcNow().AddSeconds(1)));
            app.Faults.Clear();
            app.Faults.Before = (number, _) => number == call ? other.PollAsync(Now(other)) : Task.CompletedTask;

            await app.PollAsync(Now(app));

            await EverythingIsThereOnceAsync(app, call);
        }
    }

    [Fact]
    public async Task Polls_at_the_same_time_tell_once()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var app = await BegunAsync();
            await using var other = await app.AgainAsync(azurite, new(app.Clock.GetUtcNow().AddSeconds(1)));

            await Task.WhenAll(app.PollAsync(Now(app)), other.PollAsync(Now(other)), app.PollAsync(Now(app)), other.PollAsync(Now(other)));

            await EverythingIsThereOnceAsync(app, round);
        }
    }

    private static Entry[] Now(StateApplication app) =>
        [Entry("0"), Entry("a", published: "2024-06-01T11:00:00Z"), Entry("b", "copper"), app.Undated("c"), Entry("old", "now lithium")];

    private async Task<StateApplication> BegunAsync()
    {
        var app = await StartAsync(azurite, Lithium, All);
        await app.PollAsync(Entry("0"), Entry("old", "copper"));
        return app;
    }

    private async Task<int> CallsAsync()
    {
        await using var app = await BegunAsync();
        app.Faults.Clear();
        await app.PollAsync(Now(app));
        Assert.InRange(app.Faults.Calls, 7, 30);
        return app.Faults.Calls;
    }

    private static async Task EverythingIsThereOnceAsync(StateApplication app, int call)
    {
        app.Faults.Before = null;
        app.Faults.Clear();
        Assert.Equal((call, Told), (call, string.Join(',', (await app.ToldAsync()).Order(StringComparer.Ordinal))));
        Assert.Equal((call, "0,a,b,c,old"), (call, string.Join(',', (await app.StoredAsync()).Select(entry => entry.Id).Order(StringComparer.Ordinal))));
        var rows = (await app.StateRowsAsync(Outbox.Prefix)).Select(row => QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey)).ToHashSet();
        Assert.Equal((call, rows.Count), (call, (await app.MessagesAsync(QueueName.Dispatch)).ToHashSet().Intersect(rows).Count()));
    }
}
