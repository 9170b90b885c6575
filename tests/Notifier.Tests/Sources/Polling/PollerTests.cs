using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Sources;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Polling;

/// <summary>A poll on Azurite: what it stores, what its health says when it goes wrong, and that the next good one continues.</summary>
public sealed class PollerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private PollWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await PollWorld.StartAsync(azurite, builder => builder.Services.AddSingleton<ISource, Pages>().AddSingleton<ISource, Bug>());

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_good_poll_stores_warns_and_remembers_how_far_it_read()
    {
        Assert.Equal("never", await _world.StateAsync());
        _world.Server.Answer(PollWorld.Table, "text/csv", 200, ("ETag", "\"1\""));

        await _world.PollAsync();

        Assert.Equal(["2024-07-11 90", "2024-07-12 120"], await _world.ValuesAsync());
        Assert.Equal(["2024-07-12 opened severe"], await _world.WarningsAsync());
        var health = await _world.HealthAsync();
        Assert.Equal(("ok", "2024-07-12", 0), (health.Text("state"), health.Text("newest"), health.GetProperty("failures").GetInt32()));
        Assert.Equal(new DateTimeOffset(2024, 7, 15, 18, 0, 0, TimeSpan.Zero), health.GetProperty("nextDue").GetDateTimeOffset());

        _world.Clock.Advance(TimeSpan.FromHours(7));
        _world.Server.Answer("", "text/csv", 304);
        await _world.PollAsync();

        Assert.Equal("\"1\"", _world.Server.Seen[^1].Headers.IfNoneMatch);
        health = await _world.HealthAsync();
        Assert.Equal(("ok", "2024-07-12"), (health.Text("state"), health.Text("newest")));
        Assert.Equal(_world.Clock.GetUtcNow(), health.GetProperty("lastGood").GetDateTimeOffset());
        Assert.Single(await _world.WarningsAsync());
    }

    [Theory]
    [InlineData(500, "Internal Server Error", "failing", "serverError")]
    [InlineData(200, "<!doctype html><html><body>Maintenance</body></html>", "schemaChanged", "notTheFormat")]
    [InlineData(200, "date,pr", "schemaChanged", "notTheFormat")]
    [InlineData(200, "date,price\n", "empty", "empty")]
    [InlineData(200, "", "empty", "empty")]
    [InlineData(204, "", "empty", "empty")]
    [InlineData(401, "who are you", "failing", "unauthorized")]
    [InlineData(403, "go away", "blocked", "blocked")]
    [InlineData(412, "go away", "blocked", "blocked")]
    public async Task A_bad_answer_is_told_by_the_health_and_changes_nothing_else(int status, string body, string state, string reason)
    {
        await _world.GoodAsync();
        var before = await _world.RulesStateAsync();
        _world.Server.Answer(async context =>
        {
            context.Response.StatusCode = status;
            if (body.Length > 0)
                await context.Response.WriteAsync(body);
        });

        await _world.PollAsync();
        await _world.PollAsync();

        var health = await _world.HealthAsync();
        Assert.Equal((state, reason, 2), (health.Text("state"), health.GetProperty("failure").Text("reason"), health.GetProperty("failures").GetInt32()));
        Assert.True(health.GetProperty("nextDue").GetDateTimeOffset() > _world.Clock.GetUtcNow());
        Assert.Equal(before, await _world.RulesStateAsync());
        Assert.Equal("degraded", (await _world.Host.Admin.SendAsync("GET", "/api/health").ReadAsync()).Text("status"));

        _world.Clock.Advance(TimeSpan.FromDays(2));
        _world.Server.Answer(PollWorld.Table + "2024-07-15,80\n", "text/csv");
        await _world.TimerAsync();

        Assert.Equal("\"1\"", _world.Server.Seen[^1].Headers.IfNoneMatch);
        Assert.Equal(["2024-07-12 opened severe", "2024-07-15 resolved severe"], await _world.WarningsAsync());
        health = await _world.HealthAsync();
        Assert.Equal(("ok", 0, false), (health.Text("state"), health.GetProperty("failures").GetInt32(), health.TryGetProperty("failure", out _)));
        Assert.Equal("ok", (await _world.Host.Admin.SendAsync("GET", "/api/health").ReadAsync()).Text("status"));
    }

    [Fact]
    public async Task Half_a_document_is_not_read_as_a_whole_one()
    {
        await _world.GoodAsync();
        _world.Server.BreakOff(PollWorld.Table + "2024-07-15,8", "text/csv");

        await _world.PollAsync();

        Assert.Equal("truncated", (await _world.HealthAsync()).GetProperty("failure").Text("reason"));
        Assert.Equal(["2024-07-11 90", "2024-07-12 120"], await _world.ValuesAsync());
    }

    [Fact]
    public async Task A_source_that_brings_nothing_new_or_is_not_polled_any_more_is_stale()
    {
        await _world.GoodAsync();
        _world.Clock.Advance(TimeSpan.FromDays(2.5));
        Assert.Equal("stale", await _world.StateAsync());

        await _world.TimerAsync();
        Assert.Equal("ok", await _world.StateAsync());

        _world.Clock.Advance(TimeSpan.FromDays(12));
        await _world.TimerAsync();
        Assert.Equal("stale", await _world.StateAsync());
        Assert.Equal("degraded", (await _world.Host.Admin.SendAsync("GET", "/api/health").ReadAsync()).Text("status"));
    }

    /// <summary>A Thursday, and a Saturday on which no value is expected.</summary>
    [Theory]
    [InlineData("2024-07-11", "empty", "1 items have a date and none has a value")]
    [InlineData("2024-07-13", "stale", "answers, but has brought no value yet")]
    public async Task A_source_that_answers_and_never_brings_a_value_is_not_well(string day, string state, string words)
    {
        _world.Server.Answer($"date,price\n{day},.\n", "text/csv");

        await _world.PollAsync();

        Assert.Equal(state, await _world.StateAsync());
        Assert.Contains(words, await (await _world.Host.Anybody.SendAsync("GET", "/")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_dated_in_the_future_is_left_out()
    {
        _world.Server.Answer(PollWorld.Table + "2099-01-01,1\n", "text/csv");
        await _world.PollAsync();
        _world.Server.Answer(PollWorld.Table + "2024-07-15,80\n", "text/csv");
        await _world.PollAsync();

        Assert.Equal(["2024-07-11 90", "2024-07-12 120", "2024-07-15 80"], await _world.ValuesAsync());
        Assert.Equal(["2024-07-12 opened severe", "2024-07-15 resolved severe"], await _world.WarningsAsync());
        Assert.Contains(_world.Host.Logs.All, line => line.Contains("1 values are dated in the future", StringComparison.Ordinal));

        _world.Server.Answer("date,price\n2099-01-01,1\n", "text/csv");
        await _world.PollAsync();
        Assert.Equal("every value is dated in the future, the first 2099-01-01: check 'date' of the series", (await _world.HealthAsync()).GetProperty("failure").Text("detail"));
    }

    [Fact]
    public async Task A_series_without_a_rule_is_stored_and_nobody_is_told()
    {
        await _world.PutAsync("others", "csv", "\"series\":[{\"id\":\"tin\",\"unit\":\"CNY/t\"}]");
        _world.Server.Answer(PollWorld.Table, "text/csv");

        await _world.PollAsync("others");

        Assert.Equal(["2024-07-11 90", "2024-07-12 120"], await _world.ValuesAsync("tin"));
        Assert.Empty(await _world.WarningsAsync());
        Assert.Equal("ok", await _world.StateAsync("others"));
    }

    [Fact]
    public async Task A_source_that_holds_more_is_asked_again_at_once()
    {
        await _world.PutAsync("pages", "pages", "\"series\":[{\"id\":\"tin\",\"unit\":\"CNY/t\"}]");

        await _world.PollAsync("pages");

        Assert.Equal(["2024-07-01 1", "2024-07-02 2", "2024-07-03 3"], await _world.ValuesAsync("tin"));
    }

    [Fact]
    public async Task An_adapter_that_trips_over_an_answer_does_not_stop_the_queue()
    {
        await _world.PutAsync("broken", "bug", "\"series\":[]");

        await _world.PollAsync("broken");

        var health = await _world.HealthAsync("broken");
        Assert.Equal(("failing", "notTheFormat"), (health.Text("state"), health.GetProperty("failure").Text("reason")));
        Assert.DoesNotContain(_world.Host.Logs.All, line => line.Contains("poison", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_date_of_change_that_no_table_can_hold_is_not_kept()
    {
        _world.Server.Answer(PollWorld.Table, "text/csv", 200, ("Last-Modified", "Mon, 01 Jan 0001 00:00:00 GMT"));

        await _world.PollAsync();

        Assert.Equal("ok", await _world.StateAsync());
    }

    /// <summary>Brings one value a poll, three times.</summary>
    private sealed class Pages : ISource
    {
        private int _page;

        public string Kind => "pages";

        public bool BringsEntries => false;

        public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => [];

        public Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
        {
            var page = ++_page;
            return Task.FromResult(new SourceReading(cursor, [Episodes.StateApplication.Reading("tin", ($"2024-07-0{page}", page))], [], More: page < 3));
        }
    }

    private sealed class Bug : ISource
    {
        public string Kind => "bug";

        public bool BringsEntries => false;

        public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => [];

        public Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation) => throw new InvalidCastException("s3cret");
    }
}
