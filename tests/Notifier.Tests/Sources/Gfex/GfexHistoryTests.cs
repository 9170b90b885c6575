using System.Globalization;
using System.Net;
using Notifier.Tests.Driving;
using Notifier.Tests.Sources.Polling;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Gfex;

/// <summary>Two years are read in many polls that follow each other, and are history all the same; it is Monday 2024-07-15, 20:00 in Shanghai.</summary>
public sealed class GfexHistoryTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Lithium = """{"id":"lithium","symbol":"lc","unit":"CNY/t"}""";

    // Weekdays from 750 days before, today included.
    private const int Days = 536;

    private PollWorld _world = null!;
    private GfexStandIn _exchange = null!;

    public async ValueTask InitializeAsync()
    {
        _exchange = await GfexStandIn.StartAsync();
        _world = await PollWorld.StartAsync(azurite);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _exchange.DisposeAsync();
    }

    [Fact]
    public async Task Of_a_history_that_crosses_a_limit_again_and_again_nothing_old_is_told()
    {
        await SourceAsync(Lithium);
        await RuleAsync();
        Trade("2022-06-27", "2024-07-15", Wave);

        await _world.PollAsync("gfex");

        Assert.Equal("ok", await _world.StateAsync("gfex"));
        Assert.Equal(Days, _exchange.Asked.Count);
        Assert.Empty(await WarningsAsync());
        await NextDayAsync("2024-07-16", 71_000);
        Assert.Equal(["over 2024-07-16 opened"], await WarningsAsync());
    }

    [Fact]
    public async Task What_fires_at_its_end_is_told_once_with_the_first_period_of_its_run()
    {
        await SourceAsync(Lithium);
        await RuleAsync();
        Trade("2022-06-27", "2024-07-15", day => day < new DateOnly(2024, 5, 6) ? Wave(day) : 75_000 + day.Day);

        await _world.PollAsync("gfex");

        Assert.Equal(["over 2024-07-15 opened since 2024-04-29"], await WarningsAsync());
        await NextDayAsync("2024-07-16", 60_000);
        Assert.Equal(["over 2024-07-15 opened since 2024-04-29", "over 2024-07-16 resolved"], await WarningsAsync());
    }

    [Fact]
    public async Task It_is_told_also_where_the_last_poll_of_the_history_brings_no_value()
    {
        await SourceAsync(Lithium);
        await RuleAsync();
        Trade("2022-06-27", "2024-05-31", day => day < new DateOnly(2024, 5, 6) ? Wave(day) : 75_000 + day.Day);

        await _world.PollAsync("gfex");

        Assert.Equal(["over 2024-05-31 opened since 2024-04-29"], await WarningsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_history_that_breaks_off_stays_history_whatever_happens_meanwhile(bool ruleFirst)
    {
        await SourceAsync(Lithium);
        if (ruleFirst)
            await RuleAsync();
        Trade("2022-06-27", "2024-07-15", day => day < new DateOnly(2024, 5, 6) ? 80_000 + day.Day : Wave(day));
        var answer = GfexStandIn.List(["lc2411 80000 200000"]);
        _exchange.Publish("2023-09-07", "", 503);

        await _world.PollAsync("gfex");
        await RuleAsync();
        await _world.Host.DrainAsync();
        await SweepAsync();
        Assert.Equal("failing", await _world.StateAsync("gfex"));
        Assert.Empty(await WarningsAsync());

        _exchange.Publish("2023-09-07", answer);
        await _world.PollAsync("gfex");
        await SweepAsync();
        Assert.Equal("ok", await _world.StateAsync("gfex"));
        Assert.Empty(await WarningsAsync());
        await NextDayAsync("2024-07-16", 71_000);
        Assert.Equal(["over 2024-07-16 opened"], await WarningsAsync());
    }

    [Fact]
    public async Task What_a_source_that_was_up_to_date_missed_while_it_was_down_is_told()
    {
        await SourceAsync(Lithium);
        await RuleAsync();
        Trade("2022-06-27", "2024-07-15", day => 60_000 + day.Day);
        await _world.PollAsync("gfex");

        _world.Clock.Advance(TimeSpan.FromDays(70));
        Trade("2024-07-16", "2024-09-23", day => day < new DateOnly(2024, 9, 10) ? 75_000 + day.Day : 60_000 + day.Day);
        await _world.PollAsync("gfex");

        Assert.Equal(["over 2024-07-16 opened", "over 2024-09-10 resolved"], await WarningsAsync());
    }

    [Fact]
    public async Task A_series_that_is_added_later_has_a_history_of_its_own()
    {
        await SourceAsync(Lithium);
        Trade("2022-06-27", "2024-07-15", Wave);
        await _world.PollAsync("gfex");

        await SourceAsync(Lithium, """{"id":"silicon","symbol":"si","unit":"CNY/t"}""");
        await RuleAsync("silicon");
        await _world.PollAsync("gfex");

        Assert.Equal("ok", await _world.StateAsync("gfex"));
        Assert.NotEmpty(await _world.ValuesAsync("silicon"));
        Assert.Empty(await WarningsAsync());
        await NextDayAsync("2024-07-16", 71_000);
        Assert.Equal(["over-silicon 2024-07-16 opened"], await WarningsAsync());
    }

    [Fact]
    public async Task Nor_is_anything_old_told_of_what_follows_from_it_or_is_compared_with_it()
    {
        await SourceAsync(Lithium);
        await _world.Host.Admin.SendAsync("PUT", "/api/sources/half", """{"kind":"derived","series":[{"id":"doubled","unit":"CNY/t","formula":"lithium * 2"}]}""").ReadAsync(HttpStatusCode.Created);
        await RuleAsync("doubled", "value >= 140000 CNY/t");
        await RuleAsync("li", "ratio(lithium) >= 0.99");
        _world.Server.Answer("date,price\n2024-06-21,65000\n2024-06-24,65000\n", "text/csv");
        await _world.PollAsync();
        Trade("2022-06-27", "2024-07-15", day => day < new DateOnly(2024, 4, 1) ? Wave(day) : day < new DateOnly(2024, 6, 22) ? 65_000 + day.Day : 69_000);
        _exchange.Publish("2024-06-24", "", 503);

        await _world.PollAsync("gfex");
        await SweepAsync();
        await _world.PollAsync("half");
        Assert.Equal(["high 2024-06-24 opened since 2024-06-21"], await WarningsAsync());

        _exchange.Publish("2024-06-24", GfexStandIn.List(["lc2411 69000 200000"]));
        await _world.PollAsync("gfex");
        await SweepAsync();
        Assert.Equal(["high 2024-06-24 opened since 2024-06-21"], await WarningsAsync());
        await NextDayAsync("2024-07-16", 71_000);
        Assert.Equal(["high 2024-06-24 opened since 2024-06-21", "over-doubled 2024-07-16 opened"], await WarningsAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_often_it_is_polled_at_once_one_chain_of_polls_goes_on(int chains)
    {
        await SourceAsync(Lithium);
        await RuleAsync();
        Trade("2022-06-27", "2024-07-15", Wave);
        for (var chain = 0; chain < chains; chain++)
            Assert.Equal(HttpStatusCode.Accepted, (await _world.Host.Admin.SendAsync("POST", "/api/sources/gfex/poll")).StatusCode);

        await _world.Host.DrainAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("ok", await _world.StateAsync("gfex"));
        Assert.Equal(Days, _exchange.Asked.Distinct().Count());
        Assert.InRange(_exchange.Asked.Count, Days, Days * 3 / 2);
        Assert.Empty(await WarningsAsync());
    }

    /// <summary>Above 70,000 for two weeks, below for two weeks; below at the end.</summary>
    private static double Wave(DateOnly day) => day.DayNumber / 14 % 2 == new DateOnly(2024, 7, 15).DayNumber / 14 % 2 ? 65_000 : 75_000;

    private async Task SourceAsync(params string[] series)
    {
        var body = $$"""{"kind":"gfex","url":"{{_exchange.Server.Address}}","schedule":"0 30 16 * * 1-5","zone":"Asia/Shanghai","series":[{{string.Join(',', series)}}]}""";
        var there = (await _world.Host.Admin.SendAsync("GET", "/api/sources/gfex")).StatusCode == HttpStatusCode.OK;
        await _world.Host.Admin.SendAsync("PUT", "/api/sources/gfex", body, there ? [("If-Match", "*")] : []).ReadAsync(there ? HttpStatusCode.OK : HttpStatusCode.Created);
    }

    private async Task RuleAsync(string series = "lithium", string when = "value >= 70000 CNY/t")
    {
        var id = series == "lithium" ? "over" : "over-" + series;
        var body = $$"""{"id":"{{id}}","series":["{{series}}"],"ladder":[{"severity":"severe","when":"{{when}}"}]}""";
        if ((await _world.Host.Admin.SendAsync("GET", "/api/rules/" + id)).StatusCode != HttpStatusCode.OK)
            await _world.Host.Admin.SendAsync("PUT", "/api/rules/" + id, body).ReadAsync(HttpStatusCode.Created);
    }

    private async Task NextDayAsync(string day, double price)
    {
        _world.Clock.Advance(TimeSpan.FromDays(1));
        Trade(day, day, _ => price);
        await _world.TimerAsync();
    }

    private async Task SweepAsync()
    {
        await _world.Host.RunTimerAsync(Notifier.Hosting.WorkTimers.Sweep);
        await _world.Host.DrainAsync();
    }

    /// <summary>Lithium and silicon cost the same.</summary>
    private void Trade(string from, string to, Func<DateOnly, double> price)
    {
        for (var day = DateOnly.Parse(from, CultureInfo.InvariantCulture); day <= DateOnly.Parse(to, CultureInfo.InvariantCulture); day = day.AddDays(1))
        {
            var settled = price(day).ToString(CultureInfo.InvariantCulture);
            _exchange.Trade(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"lc2411 {settled} 200000", $"si2411 {settled} 100000");
        }
    }

    /// <summary><c>over 2024-07-12 opened since 2024-07-01</c>, the oldest first.</summary>
    private async Task<List<string>> WarningsAsync() => [.. (await _world.Host.Admin.SendAsync("GET", "/api/warnings?limit=100").ReadAsync()).GetProperty("items").EnumerateArray()
        .Select(warning => $"{warning.Text("rule")} {warning.Text("period")} {warning.Text("kind")}{(warning.TryGetProperty("alreadySince", out var since) && since.GetString() is { } first && first != warning.Text("period") ? " since " + first : "")}").Reverse()];
}
