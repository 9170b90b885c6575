using Notifier.Core.Observations;
using Notifier.Sources;
using Notifier.Sources.Polling;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Polling;

/// <summary>How a source that is not well is told apart: blocked, empty, changed, silent, slow; each with its reason and what to do.</summary>
public sealed class SourceStateTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2024, 7, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("day,close\n2024-07-12,120\n", "schemaChanged", "notTheFormat", "another form")]
    [InlineData("date,price\n", "empty", "empty", "expectMinItems")]
    [InlineData("<html><head><meta charset='utf-8'><script>window.location.href='./list/'</script></head><body></body></html>", "schemaChanged", "notTheFormat", "another form")]
    [InlineData("<html><body><script>document.cookie=\"HW_CHECK=00ff\";location.reload();</script></body></html>", "blocked", "blocked", "refuses programs")]
    [InlineData("<html><body><h1>Maintenance</h1><script>count()</script></body></html>", "schemaChanged", "notTheFormat", "another form")]
    public async Task A_source_that_was_read_before_is_told_by_what_it_answers_now(string answer, string state, string reason, string advice)
    {
        await using var world = await PollWorld.StartAsync(azurite);
        await world.GoodAsync();
        world.Server.Answer(answer, "text/csv");

        await world.PollAsync();

        var health = await world.HealthAsync();
        Assert.Equal((state, reason), (health.Text("state"), health.GetProperty("failure").Text("reason")));
        Assert.Equal(health.GetProperty("failure").Text("detail"), health.Text("reason"));
        Assert.Contains(advice, health.Text("advice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_that_a_person_has_just_changed_is_wrong_and_not_the_source()
    {
        await using var world = await PollWorld.StartAsync(azurite);
        await world.GoodAsync();
        await world.PutAsync("prices", "csv", "\"series\":[{\"id\":\"li\",\"unit\":\"CNY/t\",\"date\":\"date\",\"value\":\"close\"}]");

        await world.PollAsync();

        Assert.Equal("failing", await world.StateAsync());
    }

    [Fact]
    public void A_source_that_takes_long_is_slow_and_still_well()
    {
        var health = Health(Record() with { Took = TimeSpan.FromSeconds(12.4) });

        Assert.Equal((SourceState.Slow, "it took 12 s to answer", true), (health.State, health.Reason, health.IsWell));
        Assert.Contains("quieter hour", health.Advice, StringComparison.Ordinal);
        Assert.Equal((SourceState.Ok, null, null), (Health(Record()).State, Health(Record()).Reason, Health(Record()).Advice));
    }

    [Fact]
    public void A_source_of_announcements_that_has_been_silent_for_months_is_stale()
    {
        var health = Health(Record() with { Newest = Period.Parse("2024-02-01") });

        Assert.Equal((SourceState.Stale, "nothing new for longer than is usual, newest 2024-02-01", false), (health.State, health.Reason, health.IsWell));
        Assert.NotNull(health.Advice);
    }

    [Fact]
    public void Every_state_that_is_not_well_says_what_to_do()
    {
        Assert.All(Enum.GetValues<SourceFailureReason>(), reason => Assert.EndsWith(".", SourceAdvice.OfFailure(reason), StringComparison.Ordinal));
        // Each of these has a place and a fix of its own.
        Assert.Contains("'unit' in the definition (PUT /api/sources/{id})", SourceAdvice.OfFailure(SourceFailureReason.WrongUnit), StringComparison.Ordinal);
        Assert.Contains("ask for less in one answer", SourceAdvice.OfFailure(SourceFailureReason.Truncated), StringComparison.Ordinal);
        Assert.All([SourceState.Blocked, SourceState.Empty, SourceState.SchemaChanged, SourceState.Slow, SourceState.Stale], state => Assert.NotNull(SourceAdvice.Of(state, null)));
    }

    private static SourceHealth Health(PollRecord record) => SourceHealth.Of(
        new StoredSource(new SourceDefinition("news", "feed", "https://example.org/rss", "0 0 * * * *", "UTC", null, [], new Dictionary<string, string>()), "1"), known: true, record, Now);

    private static PollRecord Record() => PollRecord.New("news") with
    {
        Version = "1", GoodVersion = "1", LastAttempt = Now, LastGood = Now, Newest = Period.Parse("2024-07-01"), Took = TimeSpan.FromSeconds(1),
    };
}
