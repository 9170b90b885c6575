using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Storage;
using Notifier.Tests.Driving;
using Notifier.Tests.Sources.Polling;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Fred;

/// <summary>From FRED through the poller into the tables, with rules on what came.</summary>
public sealed class FredPollTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private PollWorld _world = null!;
    private FredStandIn _fred = null!;

    public async ValueTask InitializeAsync()
    {
        _fred = await FredStandIn.StartAsync();
        _fred.Publish("PNICKUSDM", "2024-04-01 18200", "2024-05-01 19600", "2024-06-01 21500").Publish("PCOPPUSDM", "2024-05-01 10100");
        _world = await PollWorld.StartAsync(azurite, null, ("Fred:ApiKey", FredStandIn.Key));
        await _world.Host.Admin.SendAsync("PUT", "/api/sources/fred", $$"""
            {"kind":"fred","url":"{{_fred.Server.Address}}","schedule":"0 0 9 * * *","series":[
              {"id":"nickel","symbol":"PNICKUSDM","unit":"USD/t","frequency":"monthly"},
              {"id":"copper","symbol":"PCOPPUSDM","unit":"USD/t","frequency":"monthly"}]}
            """).ReadAsync(HttpStatusCode.Created);
        await _world.Host.Admin.SendAsync("PUT", "/api/rules/nickel-high", """{"id":"nickel-high","series":["nickel"],"above":"20000 USD/t"}""").ReadAsync(HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _fred.DisposeAsync();
    }

    [Fact]
    public async Task Values_are_stored_and_a_revision_is_told_as_a_correction()
    {
        await _world.PollAsync("fred");

        Assert.Equal("ok", await _world.StateAsync("fred"));
        Assert.Equal(["2024-04-30 18200", "2024-05-31 19600", "2024-06-30 21500"], await _world.ValuesAsync("nickel"));
        Assert.Equal(["2024-05-31 10100"], await _world.ValuesAsync("copper"));
        Assert.Equal(["2024-06-30 opened severe"], await _world.WarningsAsync());

        _fred.Publish("PNICKUSDM", "2024-06-01 17500");
        await _world.PollAsync("fred");
        Assert.Equal(["2024-04-30 18200", "2024-05-31 19600", "2024-06-30 17500"], await _world.ValuesAsync("nickel"));
        Assert.Equal(["2024-06-30 opened severe", "2024-06-30 corrected severe"], await _world.WarningsAsync());

        await _world.PollAsync("fred");
        Assert.Equal(2, (await _world.WarningsAsync()).Count);
    }

    [Fact]
    public async Task One_series_that_fails_holds_up_neither_the_other_nor_itself()
    {
        await _world.PollAsync("fred");
        _fred.Publish("PNICKUSDM", "2024-06-01 21600").Publish("PCOPPUSDM", "2024-06-01 9600");
        _fred.Fail("PNICKUSDM", 400, """{"error_code":400,"error_message":"Bad Request.  The series does not exist."}""");

        await _world.PollAsync("fred");

        var health = await _world.HealthAsync("fred");
        Assert.Equal(("failing", "clientError"), (health.Text("state"), health.GetProperty("failure").Text("reason")));
        Assert.Equal(["2024-05-31 10100", "2024-06-30 9600"], await _world.ValuesAsync("copper"));
        Assert.Contains("2024-06-30 21500", await _world.ValuesAsync("nickel"));

        _fred.Mend("PNICKUSDM");
        await _world.PollAsync("fred");
        Assert.Equal("ok", await _world.StateAsync("fred"));
        Assert.Contains("2024-06-30 21600", await _world.ValuesAsync("nickel"));
    }

    [Fact]
    public async Task A_later_poll_asks_for_a_year_and_not_for_everything()
    {
        await _world.PollAsync("fred");
        await _world.PollAsync("fred");

        Assert.Equal(["PNICKUSDM all 0", "PCOPPUSDM all 0", "PNICKUSDM 2023-05-27 0", "PCOPPUSDM 2023-04-27 0"], _fred.Asked);
    }

    [Fact]
    public async Task The_key_stands_in_no_log_no_page_and_no_table()
    {
        _fred.Fail("PCOPPUSDM", 400, $$"""{"error_code":400,"error_message":"api_key {{FredStandIn.Key}} is not registered"}""");

        await _world.PollAsync("fred");

        Assert.Equal("unauthorized", (await _world.HealthAsync("fred")).GetProperty("failure").Text("reason"));
        var shown = new List<string>(_world.Host.Logs.All);
        foreach (var page in new[] { "/", "/api/sources/fred", "/api/sources/fred/health" })
            shown.Add(await (await _world.Host.Admin.SendAsync("GET", page)).Content.ReadAsStringAsync());
        await foreach (var row in _world.Host.Services.GetRequiredService<TableStore>().Table(TableName.State).QueryAsync<Azure.Data.Tables.TableEntity>())
            shown.AddRange(row.Select(property => property.Value).OfType<string>());
        Assert.Contains(shown, text => text.Contains("is not registered", StringComparison.Ordinal));
        Assert.DoesNotContain(shown, text => text.Contains(FredStandIn.Key, StringComparison.Ordinal));
    }
}
