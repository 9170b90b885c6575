using Notifier.Sources;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Episodes;

/// <summary>Two instances poll one source at once: one wins, the other sees what it left, and nothing is told twice or lost.</summary>
public sealed class PollRaceTests(AzuriteFixture azurite)
{
    private const string Rule = """
        { "id": "high", "title": "High", "series": ["lithium*"], "ladder": [
          { "severity": "minor", "when": "value >= 100" }, { "severity": "severe", "when": "value >= 200" } ] }
        """;

    private static readonly SeriesReading[] Before = [Daily("lithium", "2024-01-01", 50, 60), Daily("lithium-2", "2024-01-01", 300)];

    // A new value, a revision, a new series.
    private static readonly SeriesReading[] Poll = [Daily("lithium", "2024-01-02", 60, 120), Daily("lithium-2", "2024-01-01", 30), Daily("lithium-3", "2024-01-01", 250)];

    private static readonly SeriesReading[] Later = [Daily("lithium", "2024-01-02", 60, 120, 250, 90), Daily("lithium-2", "2024-01-01", 30, 40), Daily("lithium-4", "2024-01-01", 1)];

    [Fact]
    public async Task Whenever_the_other_one_polls_the_same_in_between()
    {
        var expected = await AloneAsync(Poll);
        var calls = await CallsAsync(Poll);
        Assert.InRange(calls, 8, 20);

        for (var call = 1; call <= calls; call++)
            Assert.Equal(expected, await InterleavedAsync(call, Poll, Poll));
    }

    [Fact]
    public async Task Whenever_the_other_one_is_ahead()
    {
        var expected = await AloneAsync(Poll, Later);
        var calls = await CallsAsync(Poll);

        for (var call = 1; call <= calls; call++)
        {
            var (_, state, observations) = await InterleavedAsync(call, Poll, Later);

            Assert.Equal((expected.State, expected.Observations), (state, observations));
        }
    }

    [Fact]
    public async Task Many_at_once_agree_with_one_alone()
    {
        var random = new Random(20241);
        var values = Enumerable.Range(0, 40).Select(_ => (double)random.Next(40, 260)).ToArray();
        var expected = await AloneAsync(Before, [Daily("lithium", "2024-01-03", values)]);
        await using var first = await BegunAsync();
        var instances = new List<StateApplication> { first };
        for (var number = 1; number < 4; number++)
            instances.Add(await StateApplication.StartAsync(azurite, first.Prefix, first.Clock));

        var polls = Enumerable.Range(1, 40).Select(upTo => instances[upTo % 4].CommitAsync(Daily("lithium", "2024-01-03", values[..upTo])));
        await Task.WhenAll(polls);

        var seen = await StateSnapshot.TakeAsync(first);
        Assert.Equal((expected.State, expected.Observations), (seen.State, seen.Observations));
        // Who came first decides which transitions stand in one message; each stands in one.
        Assert.Equal(await AloneTransitionsAsync(values), await TransitionsAsync(first));
        foreach (var instance in instances.Skip(1))
            await instance.DisposeAsync();
    }

    private async Task<StateSnapshot> InterleavedAsync(int call, SeriesReading[] mine, SeriesReading[] others)
    {
        await using var app = await BegunAsync();
        await using var other = await StateApplication.StartAsync(azurite, app.Prefix, app.Clock);
        app.Faults.Clear();
        app.Faults.Before = (number, _) => number == call ? other.CommitAsync(others) : Task.CompletedTask;
        await app.CommitAsync(mine);
        app.Faults.Before = null;
        return await StateSnapshot.TakeAsync(app);
    }

    private async Task<StateSnapshot> AloneAsync(params SeriesReading[][] polls)
    {
        await using var app = await BegunAsync();
        foreach (var poll in polls)
            await app.CommitAsync(poll);
        return await StateSnapshot.TakeAsync(app);
    }

    private async Task<List<string>> AloneTransitionsAsync(double[] values)
    {
        await using var app = await BegunAsync();
        foreach (var day in Enumerable.Range(1, values.Length))
            await app.CommitAsync(Daily("lithium", "2024-01-03", values[..day]));
        return await TransitionsAsync(app);
    }

    private static async Task<List<string>> TransitionsAsync(StateApplication app) =>
        [.. (await app.OutboxAsync())
            .SelectMany(warning => warning.Transitions.Select(transition => $"{warning.Series} {transition.Period} {transition.Kind} {transition.Severity}"))
            .Order(StringComparer.Ordinal)];

    private async Task<int> CallsAsync(SeriesReading[] poll)
    {
        await using var app = await BegunAsync();
        app.Faults.Clear();
        await app.CommitAsync(poll);
        return app.Faults.Calls;
    }

    private async Task<StateApplication> BegunAsync()
    {
        var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);
        await app.CommitAsync(Before);
        return app;
    }
}
