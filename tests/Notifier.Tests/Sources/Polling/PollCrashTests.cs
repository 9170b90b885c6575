using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Episodes;
using Notifier.Sources;
using Notifier.Sources.Polling;
using Notifier.Storage;
using Notifier.Tests.Episodes;
using Notifier.Tests.Storage;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Polling;

/// <summary>The process ends before or after any storage call of a poll. The next poll leaves exactly what one that was not disturbed leaves.</summary>
public sealed class PollCrashTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Rule = """{ "id": "high", "series": ["lithium*"], "ladder": [ { "severity": "minor", "when": "value >= 100" }, { "severity": "severe", "when": "value >= 200" } ] }""";
    private const string First = "date,a,b\n2024-05-01,50,300\n2024-05-02,60,310\n";

    // New values, a revision that ends an episode.
    private const string Second = "date,a,b\n2024-05-01,50,300\n2024-05-02,60,30\n2024-05-03,120,40\n2024-05-04,210,\n";

    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(StorageFault.CrashBefore)]
    [InlineData(StorageFault.CrashAfter)]
    internal async Task A_crash_at_any_storage_call_loses_nothing_and_tells_nothing_twice(StorageFault crash)
    {
        var (expected, calls) = await UndisturbedAsync();
        Assert.InRange(calls, 8, 40);

        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var app = await BegunAsync();
            app.Faults.Plan((number, _) => number >= call ? crash : StorageFault.None);
            // A dispatch message that cannot be sent does not fail the poll; the sweep sends it.
            await Record.ExceptionAsync(() => PollAsync(app));
            await using var next = await StateApplication.StartAsync(azurite, app.Prefix, app.Clock);

            await PollAsync(next);
            next.Clock.Advance(StateSweep.Stuck);
            await next.SweepAsync();

            Assert.Equal((call, expected), (call, await LeftAsync(next)));
        }
    }

    [Fact]
    public async Task An_answer_lost_at_any_storage_call_is_not_even_noticed()
    {
        var (expected, calls) = await UndisturbedAsync();

        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var app = await BegunAsync();
            app.Faults.Plan((number, _) => number == call ? StorageFault.AnswerLost : StorageFault.None);

            await PollAsync(app);

            app.Faults.Clear();
            Assert.Equal((call, expected), (call, await LeftAsync(app)));
        }
    }

    private async Task<(string Left, int Calls)> UndisturbedAsync()
    {
        await using var app = await BegunAsync();
        app.Faults.Clear();
        await PollAsync(app);
        var calls = app.Faults.Calls;
        return (await LeftAsync(app), calls);
    }

    private async Task<StateApplication> BegunAsync()
    {
        var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);
        var definition = Definition("csv", _server.Address + "prices", Series("lithium", "date", "a"), Series("lithium-2", "date", "b"));
        Assert.NotNull((await app.Get<SourceStore>().PutAsync(definition, null, CancellationToken.None)).ETag);
        _server.Answer(First, "text/csv", 200, ("ETag", "\"1\""));
        await PollAsync(app);
        _server.Answer(Second, "text/csv", 200, ("ETag", "\"2\""));
        return app;
    }

    private static Task PollAsync(StateApplication app) => app.Get<Poller>().PollAsync("spot-prices", CancellationToken.None);

    private static async Task<string> LeftAsync(StateApplication app)
    {
        var (state, poll) = (await StateSnapshot.TakeAsync(app), await app.Get<PollStore>().ReadAsync("spot-prices", CancellationToken.None));
        Assert.NotEmpty(state.Warnings);
        return new StringBuilder().AppendLine(state.Warnings).AppendLine(state.State).AppendLine(state.Observations)
            .AppendLine(FormattableString.Invariant($"{poll.Cursor} {poll.Failures} {poll.Failure} {poll.Newest} {poll.NotBefore}")).ToString();
    }
}
