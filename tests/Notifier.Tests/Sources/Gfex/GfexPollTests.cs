using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Observations;
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
        Assert.Equal(["lc2401", "lc2411; rolled from lc2401 without a day on which both settled: the step counts as none", "lc2411"], stored.GetProperty("items").EnumerateArray().Select(value => value.Text("note")));

        _world.Clock.Advance(TimeSpan.FromDays(1));
        _exchange.Trade("2024-07-16", "lc2411 92400 224000");
        await _world.TimerAsync();
        Assert.Equal(["20240716"], _exchange.Asked.Skip(536));
        Assert.Equal(["2024-07-15 opened severe", "2024-07-16 resolved severe"], await _world.WarningsAsync());
    }

    /// <summary>Each new contract costs 60% more or less than the one before, and neither moves.</summary>
    [Fact]
    public async Task Contracts_that_stand_still_raise_nothing_however_they_roll()
    {
        await RulesAsync();
        Trade("2023-01-03", "2024-07-15", _ => 80_000, day => (day.Month - 1) / 2 % 2 == 0 ? 1 : 1.6);

        await _world.PollAsync("gfex");

        Assert.Equal("ok", await _world.StateAsync("gfex"));
        Assert.Equal(9, (await RollsAsync()).Count);
        for (var day = 16; day <= 31; day++)
        {
            _world.Clock.Advance(TimeSpan.FromDays(1));
            Trade($"2024-07-{day}", $"2024-07-{day}", _ => 80_000, _ => day < 20 ? 1.6 : 1, day < 20 ? 2411 : 2501);
            await _world.TimerAsync();
        }

        Assert.Equal("2024-07-22 lc2411 128000 lc2501 80000 2024-07-22", (await RollsAsync())[^1]);
        Assert.Empty(await _world.WarningsAsync());
        // Nor does the overview show a month's change of −37.5%.
        Assert.DoesNotContain("37.5", await (await _world.Host.Anybody.SendAsync("GET", "/")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await _world.Host.Admin.SendAsync("GET", "/api/series/lithium/suspects").ReadAsync()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_real_tenfold_rise_over_rolls_is_told_on_its_day()
    {
        await RulesAsync();
        // From 20,000 in August 2023, tenfold within a year, in contracts that fall by a third with each roll.
        var start = new DateOnly(2023, 8, 3);
        Trade("2023-08-03", "2024-07-22", day => 20_000 * Math.Pow(10, (day.DayNumber - start.DayNumber) / 370.0), day => Math.Pow(2 / 3.0, ((day.Year - 2023) * 6) + ((day.Month - 1) / 2) - 3));

        await _world.PollAsync("gfex");

        for (var day = 16; day <= 22; day++)
        {
            _world.Clock.Advance(TimeSpan.FromDays(1));
            await _world.TimerAsync();
        }

        var warnings = (await _world.Host.Admin.SendAsync("GET", "/api/warnings").ReadAsync()).GetProperty("items").EnumerateArray().ToList();
        // ×9 of the low is reached on the 354th day.
        Assert.Equal("2024-07-22", warnings.Single(warning => warning.Text("rule") == "tenfold").Text("period"));
        Assert.StartsWith("×9.05 of the 365-day low 1,755.83 CNY/t (2023-08-03), limit ×9; 6 rolls of the contract are taken out, the last: lc2409 rolled to lc2411 on 2024-07-01 at ×0.667", warnings.Single(warning => warning.Text("rule") == "tenfold").Text("reason"), StringComparison.Ordinal);
    }

    private async Task RulesAsync()
    {
        await _world.Host.Admin.SendAsync("DELETE", "/api/rules/lithium-low", headers: [("If-Match", "*")]);
        foreach (var (id, when) in ((string, string)[])[("runup", "runup(365d) >= 20%"), ("change", "change(30d) >= 15%"), ("fall", "drawdown(all) <= -20%"), ("tenfold", "multiple(min, 365d) >= 9"), ("score", "zscore(52) > 3")])
            await _world.Host.Admin.SendAsync("PUT", "/api/rules/" + id, $$"""{"id":"{{id}}","series":["lithium"],"ladder":[{"severity":"severe","when":"{{when}}"}]}""").ReadAsync(HttpStatusCode.Created);
    }

    /// <summary>Every weekday; the main contract changes with each second month, and the one before is listed for a while.</summary>
    private void Trade(string from, string to, Func<DateOnly, double> price, Func<DateOnly, double> level, int? month = null)
    {
        for (var day = DateOnly.Parse(from, CultureInfo.InvariantCulture); day <= DateOnly.Parse(to, CultureInfo.InvariantCulture); day = day.AddDays(1))
        {
            var main = month ?? Month(day);
            var before = new DateOnly(2000 + (main / 100), main % 100, 1).AddMonths(-2);
            string Line(int contract, double at, int interest) => string.Create(CultureInfo.InvariantCulture, $"lc{contract} {Math.Round(price(day) * at, 2)} {interest}");
            _exchange.Trade(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Line(main, level(day), 200_000), Line((before.Year % 100 * 100) + before.Month, month is null ? level(day.AddMonths(-2)) : month == 2501 ? 1.6 : 1, 90_000));
        }
    }

    /// <summary>The contract of four to five months ahead: November, January, March and so on.</summary>
    private static int Month(DateOnly day)
    {
        var ahead = new DateOnly(day.Year, ((day.Month - 1) / 2 * 2) + 1, 1).AddMonths(4);
        return (ahead.Year % 100 * 100) + ahead.Month;
    }

    private async Task<List<string>> RollsAsync() =>
        [.. (await _world.Host.Services.GetRequiredService<ObservationStore>().HistoryAsync("lithium")).Rolls.Select(roll => $"{roll.At} {RollText.Write(roll)}")];

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
