using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Polling;

/// <summary>What happens while a source is being asked: another poll of it, its change, its deletion.</summary>
public sealed class PollRaceTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private PollWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await PollWorld.StartAsync(azurite);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Of_many_polls_at_once_one_wins_and_nothing_is_told_twice()
    {
        const int Polls = 5;
        var (all, seen) = (new TaskCompletionSource(), 0);
        _world.Server.Answer(async context =>
        {
            if (Interlocked.Increment(ref seen) == Polls)
                all.SetResult();
            await all.Task.WaitAsync(TimeSpan.FromSeconds(4));
            context.Response.Headers.ETag = "\"1\"";
            await context.Response.WriteAsync(PollWorld.Table);
        });

        await Task.WhenAll(Enumerable.Range(0, Polls).Select(_ => _world.Poller.PollAsync("prices", CancellationToken.None)));
        await _world.Host.DrainAsync();

        Assert.Equal(["2024-07-11 90", "2024-07-12 120"], await _world.ValuesAsync());
        Assert.Equal(["2024-07-12 opened severe"], await _world.WarningsAsync());
        Assert.Equal("ok", await _world.StateAsync());
        // Nobody knows whose answer was newer: the next one is asked for everything.
        await _world.PollAsync();
        Assert.Empty(_world.Server.Seen[^1].Headers.IfNoneMatch.ToString());
        await _world.PollAsync();
        Assert.Equal("\"1\"", _world.Server.Seen[^1].Headers.IfNoneMatch);
        Assert.Single(await _world.WarningsAsync());
    }

    [Fact]
    public async Task What_a_deleted_source_answered_is_not_stored()
    {
        await WhileAskedAsync(() => _world.Host.Admin.SendAsync("DELETE", "/api/sources/prices", null, ("If-Match", "*")));

        Assert.Empty(await _world.WarningsAsync());
        Assert.Single(_world.Server.Seen);
        await _world.PutAsync("prices", "csv", "\"series\":[{\"id\":\"li\",\"unit\":\"CNY/t\"}]");
        Assert.Equal("never", await _world.StateAsync());
        Assert.Empty(await _world.ValuesAsync());
    }

    [Theory]
    [InlineData("\"series\":[{\"id\":\"tin\",\"unit\":\"CNY/t\"}]", "tin")]
    [InlineData("\"series\":[{\"id\":\"li\",\"unit\":\"USD/t\"}]", "li")]
    public async Task A_source_that_was_changed_is_asked_again_as_it_is_now(string more, string series)
    {
        await WhileAskedAsync(() => _world.PutAsync("prices", "csv", more));

        Assert.Equal(2, _world.Server.Seen.Count);
        Assert.Equal(["2024-07-11 90", "2024-07-12 120"], await _world.ValuesAsync(series));
        Assert.Equal("ok", await _world.StateAsync());
        var (stored, one) = await _world.Host.Services.GetRequiredService<Notifier.Sources.SourceStore>().FindSeriesAsync(series, CancellationToken.None);
        Assert.Equal(one!.Unit, (await _world.Host.Services.GetRequiredService<Notifier.Episodes.ShardCommits>().FindAsync("prices", series, CancellationToken.None))!.Series.Unit);
        Assert.NotNull(stored);
    }

    [Fact]
    public async Task A_message_for_a_source_that_is_gone_is_no_trouble()
    {
        await _world.Host.Admin.SendAsync("DELETE", "/api/sources/prices", null, ("If-Match", "*"));

        await _world.Poller.PollAsync("prices", CancellationToken.None);

        Assert.Empty(_world.Server.Seen);
    }

    /// <summary>The first request of a poll is answered after something else has happened.</summary>
    private async Task WhileAskedAsync(Func<Task> happens)
    {
        var first = true;
        _world.Server.Answer(async context =>
        {
            if (first)
            {
                first = false;
                await happens();
            }

            await context.Response.WriteAsync(PollWorld.Table);
        });
        await _world.PollAsync();
    }
}
