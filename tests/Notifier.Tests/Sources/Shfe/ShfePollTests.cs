using System.Globalization;
using System.Net;
using Notifier.Tests.Driving;
using Notifier.Tests.Sources.Clients;
using Notifier.Tests.Sources.Polling;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Shfe;

/// <summary>From the exchange through the poller into the tables; it is Monday 2024-07-15, 20:00 in Shanghai.</summary>
public sealed class ShfePollTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private PollWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await PollWorld.StartAsync(azurite);
        _world.Server.Answer(context => Day(_world.Server.Seen[^1]).WriteAsync(context));
        await _world.Host.Admin.SendAsync("PUT", "/api/sources/shfe", $$"""
            {"kind":"shfe","url":"{{_world.Server.Address}}","schedule":"0 30 16 * * 1-5","zone":"Asia/Shanghai","series":[{"id":"nickel","symbol":"ni","unit":"CNY/t","calendar":"shfe"}]}
            """).ReadAsync(HttpStatusCode.Created);
        await _world.Host.Admin.SendAsync("PUT", "/api/rules/nickel-high", """{"id":"nickel-high","series":["nickel"],"ladder":[{"severity":"severe","when":"change(30d) >= 15% or zscore(52) > 3"}]}""").ReadAsync(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Two_years_are_read_and_the_change_of_the_contract_raises_no_alarm()
    {
        await _world.PollAsync("shfe");

        Assert.Equal("ok", await _world.StateAsync("shfe"));
        var last = await _world.Host.Admin.SendAsync("GET", "/api/series/nickel/observations?from=2024-07-11").ReadAsync();
        Assert.Equal(["2024-07-11 100300 ni2408", "2024-07-12 100400 ni2408", "2024-07-15 131000 ni2409; rolled from ni2408: 100000 = 131000 on 2024-07-15"], last.GetProperty("items").EnumerateArray().Select(value => $"{value.Text("period")} {value.GetProperty("value")} {value.Text("note")}"));
        // The next contract trades a third higher: that is no rise of nickel.
        Assert.Empty(await _world.WarningsAsync());
        Assert.DoesNotContain("ni2409", (await _world.Host.Admin.SendAsync("GET", "/api/series/nickel/suspects").ReadAsync()).ToString(), StringComparison.Ordinal);
    }

    private static Reply Day(SeenRequest request)
    {
        var name = request.Path.Split('/')[^1][2..^4];
        var day = DateOnly.ParseExact(name, "yyyyMMdd", CultureInfo.InvariantCulture);
        var near = string.Create(CultureInfo.InvariantCulture, $"2408 {100_000 + (day.DayNumber % 7 * 100)}");
        return day == new DateOnly(2024, 7, 15)
            ? ShfeShape.Traded(name, near + " 50000", "2409 131000 90000")
            : ShfeShape.Traded(name, near + " 98000", "2409 130800 60000");
    }
}
