using System.Net;
using Notifier.Tests.Driving;
using Notifier.Tests.Sources.Polling;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Gfex;

/// <summary>From the exchange through the poller into the tables; it is Monday 2024-07-15, 20:00 in Shanghai.</summary>
public sealed class GfexPollTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private PollWorld _world = null!;
    private GfexStandIn _exchange = null!;

    public async ValueTask InitializeAsync()
    {
        _exchange = await GfexStandIn.StartAsync();
        _world = await PollWorld.StartAsync(azurite);
        await _world.Host.Admin.SendAsync("PUT", "/api/sources/gfex", $$"""
            {"kind":"gfex","url":"{{_exchange.Server.Address}}","schedule":"0 30 16 * * 1-5","zone":"Asia/Shanghai","series":[{"id":"lithium","symbol":"lc","unit":"CNY/t"}]}
            """).ReadAsync(HttpStatusCode.Created);
        await _world.Host.Admin.SendAsync("PUT", "/api/rules/lithium-low", """{"id":"lithium-low","series":["lithium"],"below":"92000 CNY/t"}""").ReadAsync(HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _exchange.DisposeAsync();
    }

    [Fact]
    public async Task One_poll_after_another_reads_two_years_and_the_next_day_continues()
    {
        _exchange.Trade("2023-07-21", "lc2401 215100 4000").Trade("2024-07-12", "lc2408 90550 16877", "lc2411 93000 221034").Trade("2024-07-15", "lc2411 91950 225000");

        await _world.PollAsync("gfex");

        Assert.Equal("ok", await _world.StateAsync("gfex"));
        Assert.Equal(["2023-07-21 215100", "2024-07-12 93000", "2024-07-15 91950"], await _world.ValuesAsync("lithium"));
        Assert.Equal(["2024-07-15 opened severe"], await _world.WarningsAsync());
        Assert.Equal(536, _exchange.Asked.Count);
        var stored = await _world.Host.Admin.SendAsync("GET", "/api/series/lithium/observations").ReadAsync();
        Assert.Equal(["lc2401", "lc2411", "lc2411"], stored.GetProperty("items").EnumerateArray().Select(value => value.Text("note")));

        _world.Clock.Advance(TimeSpan.FromDays(1));
        _exchange.Trade("2024-07-16", "lc2411 92400 224000");
        await _world.TimerAsync();
        Assert.Equal(["20240716"], _exchange.Asked.Skip(536));
        Assert.Equal(["2024-07-15 opened severe", "2024-07-16 resolved severe"], await _world.WarningsAsync());
    }

    [Fact]
    public async Task Days_before_a_wrong_one_are_stored_and_it_is_asked_for_again()
    {
        _exchange.Trade("2024-07-11", "lc2411 94000 216000").Trade("2024-07-15", "lc2411 93500 225000");
        _exchange.Publish("2024-07-12", GfexStandIn.List(["lc2408 90550 16877", "lc2411 93000 221034"]).Replace("221034", "221035", StringComparison.Ordinal));

        await _world.PollAsync("gfex");

        var health = await _world.HealthAsync("gfex");
        Assert.Equal(("failing", "truncated"), (health.Text("state"), health.GetProperty("failure").Text("reason")));
        Assert.Contains("the list is not whole", health.GetProperty("failure").Text("detail"), StringComparison.Ordinal);
        Assert.Equal(["2024-07-11 94000"], await _world.ValuesAsync("lithium"));

        var before = _exchange.Asked.Count;
        _exchange.Trade("2024-07-12", "lc2408 90550 16877", "lc2411 93000 221034");
        await _world.PollAsync("gfex");
        Assert.Equal(["20240712", "20240715"], _exchange.Asked.Skip(before));
        Assert.Equal(["2024-07-11 94000", "2024-07-12 93000", "2024-07-15 93500"], await _world.ValuesAsync("lithium"));
        Assert.Equal("ok", await _world.StateAsync("gfex"));
    }
}
