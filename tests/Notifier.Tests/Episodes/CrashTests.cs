using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Sources;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Episodes;

/// <summary>
/// The process ends before or after any storage call of a poll and of a rule's change. Another process that simply polls, saves
/// and sweeps again leaves exactly what a run without the crash leaves: each warning once, each with a message for the dispatcher.
/// </summary>
public sealed class CrashTests(AzuriteFixture azurite)
{
    private static readonly SeriesReading[] Before = [Daily("lithium", "2024-01-01", 50, 60), Daily("lithium-2", "2024-01-01", 300, 310)];

    // New values, a revision that ends an episode, a new series.
    private static readonly SeriesReading[] Poll = [Daily("lithium", "2024-01-02", 60, 120, 130), Daily("lithium-2", "2024-01-01", 300, 30), Daily("lithium-3", "2024-01-01", 250)];

    [Theory]
    [InlineData(StorageFault.CrashBefore)]
    [InlineData(StorageFault.CrashAfter)]
    internal async Task A_crash_at_any_storage_call_loses_nothing_and_tells_nothing_twice(StorageFault crash)
    {
        var (expected, calls) = await WithoutCrashAsync();
        Assert.InRange(calls, 20, 60);

        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var app = await BegunAsync();
            app.Faults.Plan((number, _) => number >= call ? crash : StorageFault.None);
            await Assert.ThrowsAnyAsync<Exception>(() => StoryAsync(app));
            await using var next = await StateApplication.StartAsync(azurite, app.Prefix, app.Clock);

            await StoryAsync(next);
            next.Clock.Advance(StateSweep.Stuck);
            await next.SweepAsync();
            await EvaluateAsync(next);

            Assert.Equal((call, expected), (call, await StateSnapshot.TakeAsync(next)));
            await EveryOutboxRowHasItsMessageAsync(next);
        }
    }

    [Fact]
    public async Task An_answer_lost_at_any_storage_call_is_not_even_noticed()
    {
        var (expected, calls) = await WithoutCrashAsync();

        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var app = await BegunAsync();
            app.Faults.Plan((number, _) => number == call ? StorageFault.AnswerLost : StorageFault.None);

            await StoryAsync(app);
            app.Faults.Clear();
            // Messages whose receipt was lost stay hidden; the sweep asks again.
            await app.SweepAsync();
            await EvaluateAsync(app);

            Assert.Equal((call, expected), (call, await StateSnapshot.TakeAsync(app)));
            await EveryOutboxRowHasItsMessageAsync(app);
        }
    }

    [Fact]
    public async Task A_queue_that_is_down_does_not_undo_a_commit_and_the_sweep_makes_up_for_it()
    {
        await using var app = await BegunAsync();
        var (expected, _) = await WithoutCrashAsync();
        app.Faults.Plan((_, request) => request.Uri.Path.Contains("dispatch", StringComparison.Ordinal) ? StorageFault.NeverSent : StorageFault.None);
        await StoryAsync(app);
        app.Faults.Clear();
        Assert.Equal(["gfex~0000|-1|outbox|lithium-2|000000000001"], await app.MessagesAsync(QueueName.Dispatch));

        app.Clock.Advance(StateSweep.Stuck);
        await app.SweepAsync();

        Assert.Equal(expected, await StateSnapshot.TakeAsync(app));
        await EveryOutboxRowHasItsMessageAsync(app);
    }

    private async Task<(StateSnapshot Left, int Calls)> WithoutCrashAsync()
    {
        await using var app = await BegunAsync();
        app.Faults.Clear();
        await StoryAsync(app);
        var calls = app.Faults.Calls;
        return (await StateSnapshot.TakeAsync(app), calls);
    }

    private async Task<StateApplication> BegunAsync()
    {
        var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(High(100));
        await app.CommitAsync(Before);
        await app.MessagesAsync(QueueName.Evaluate);
        return app;
    }

    /// <summary>A poll, then a changed rule, then the evaluation that it asks for.</summary>
    private static async Task StoryAsync(StateApplication app)
    {
        await app.CommitAsync(Poll);
        await app.SaveAsync(High(125));
        await EvaluateAsync(app);
    }

    private static async Task EvaluateAsync(StateApplication app)
    {
        foreach (var message in await app.MessagesAsync(QueueName.Evaluate))
            await app.Get<WorkQueues>().HandleAsync(QueueName.Evaluate, message, CancellationToken.None);
    }

    private static async Task EveryOutboxRowHasItsMessageAsync(StateApplication app)
    {
        var rows = (await app.StateRowsAsync(Outbox.Prefix)).Select(row => QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey)).ToHashSet();
        var messages = (await app.MessagesAsync(QueueName.Dispatch)).ToHashSet();
        Assert.Subset(messages, rows);
        Assert.Equal(rows.Count, messages.Count);
    }

    private static string High(double limit) =>
        $$"""{ "id": "high", "title": "High", "series": ["lithium*"], "ladder": [ { "severity": "minor", "when": "value >= {{limit}}" }, { "severity": "severe", "when": "value >= 200" } ] }""";
}
