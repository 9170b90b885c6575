using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Polling;

/// <summary>The timer asks for each source once when it is due, whatever the others, the clock and the other instance do.</summary>
public sealed class PollTimerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private PollWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await PollWorld.StartAsync(azurite);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_source_is_asked_for_once_when_it_is_due_and_once_after_days_of_standing_still()
    {
        _world.Server.Answer(PollWorld.Table, "text/csv");
        // Before anybody has handled the message.
        for (var minute = 0; minute < 3; minute++)
        {
            await _world.Host.RunTimerAsync(WorkTimers.PollPrices);
            _world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await _world.Host.DrainAsync();
        Assert.Single(_world.Server.Seen);

        await PassAsync(TimeSpan.FromHours(5.9));
        Assert.Single(_world.Server.Seen);
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(2, _world.Server.Seen.Count);
        await PassAsync(TimeSpan.FromDays(9));
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(3, _world.Server.Seen.Count);
    }

    [Fact]
    public async Task A_message_that_was_lost_is_sent_again()
    {
        _world.Server.Answer(PollWorld.Table, "text/csv");
        await _world.Host.RunTimerAsync(WorkTimers.PollPrices);
        await _world.Host.Services.GetRequiredService<QueueStore>().Queue(QueueName.Poll).ClearMessagesAsync();

        await PassAsync(TimeSpan.FromMinutes(9));
        Assert.Empty(_world.Server.Seen);
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Single(_world.Server.Seen);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_by_years_does_not_end_the_polling()
    {
        _world.Server.Answer(PollWorld.Table, "text/csv");
        var right = _world.Clock.GetUtcNow();
        _world.Clock.Advance(TimeSpan.FromDays(3000));
        await _world.TimerAsync();
        await _world.TimerAsync();
        Assert.Single(_world.Server.Seen);

        _world.Clock.AdjustTime(right.AddHours(7));
        await _world.TimerAsync();
        await _world.TimerAsync();

        Assert.Equal(2, _world.Server.Seen.Count);
        Assert.Equal("ok", await _world.StateAsync());
    }

    [Fact]
    public async Task Down_for_hours_it_is_asked_less_and_less_and_then_by_its_schedule_again()
    {
        await _world.PutAsync("prices", "csv", "\"series\":[{\"id\":\"li\",\"unit\":\"CNY/t\",\"date\":\"date\",\"value\":\"price\"}]", "0 * * * * *");
        _world.Server.Answer("down", "text/plain", 500);
        for (var minute = 0; minute < 180; minute++)
            await PassAsync(TimeSpan.FromMinutes(1));
        // Three tries each at minutes 1, 2, 7, 22, 82 and 142.
        Assert.Equal(6 * 3, _world.Server.Seen.Count);

        _world.Server.Answer(PollWorld.Table, "text/csv");
        for (var minute = 0; minute < 30; minute++)
            await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("ok", await _world.StateAsync());
        Assert.InRange(_world.Server.Seen.Count, (6 * 3) + 8, (6 * 3) + 9);
    }

    [Fact]
    public async Task It_is_left_alone_for_as_long_as_it_asks()
    {
        await _world.PutAsync("prices", "csv", "\"series\":[{\"id\":\"li\",\"unit\":\"CNY/t\"}]", "0 * * * * *");
        _world.Server.Answer("slow down", "text/plain", 429, ("Retry-After", "7200"));
        await _world.TimerAsync();
        Assert.Single(_world.Server.Seen);
        Assert.Equal(_world.Clock.GetUtcNow().AddHours(2), (await _world.HealthAsync()).GetProperty("nextDue").GetDateTimeOffset());

        await PassAsync(TimeSpan.FromMinutes(119));
        Assert.Single(_world.Server.Seen);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _world.Server.Seen.Count);
    }

    [Theory]
    [InlineData("""{"id":"aaa","kind":"telepathy","url":"x","schedule":"y","zone":"UTC","series":[],"headers":{},"expectMinItems":1}""", "this version has no kind 'telepathy': it is not polled")]
    [InlineData("""{"id":"aaa","kind":"csv","url":"https://example.org/","schedule":"0 0 8 * * *","zone":"Mars/Olympus","series":[],"headers":{},"expectMinItems":1}""", "the time zone 'Mars/Olympus' or the schedule '0 0 8 * * *' is not known on this machine: it is not polled")]
    [InlineData("""{"id":"aaa","kind":"csv","url":"https://example.org/","schedule":"never","zone":"UTC","series":[],"headers":{},"expectMinItems":1}""", "the time zone 'UTC' or the schedule 'never' is not known on this machine: it is not polled")]
    [InlineData("""{"id":"aaa","kind":"csv","series":[{"id":"x","frequency":"Fortnightly"}]}""", null)]
    [InlineData("what is this", null)]
    public async Task A_definition_that_this_version_cannot_read_stops_no_other(string definition, string? says)
    {
        var row = new TableEntity("sources", "aaa") { ["zone"] = "UTC" };
        BinaryParts.Write(row, "definition", System.Text.Encoding.UTF8.GetBytes(definition));
        await _world.Host.Services.GetRequiredService<TableStore>().Table(TableName.Sources).AddEntityAsync(row);
        _world.Server.Answer(PollWorld.Table, "text/csv");

        await _world.TimerAsync();
        await _world.TimerAsync();

        Assert.Equal("ok", await _world.StateAsync());
        var all = await _world.Host.Admin.SendAsync("GET", "/api/health").ReadAsync();
        var page = await (await _world.Host.Anybody.SendAsync("GET", "/")).Content.ReadAsStringAsync();
        if (says is null)
            return;
        Assert.Equal("degraded", all.Text("status"));
        var health = await _world.HealthAsync("aaa");
        Assert.Equal(("failing", "notConfigured", says), (health.Text("state"), health.GetProperty("failure").Text("reason"), health.GetProperty("failure").Text("detail")));
        Assert.Contains(says, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private Task PassAsync(TimeSpan time)
    {
        _world.Clock.Advance(time);
        return _world.TimerAsync();
    }
}
