using Azure.Data.Tables;
using Notifier.Episodes;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Episodes;

public sealed class StateSweepTests(AzuriteFixture azurite)
{
    private const string High = """{ "id": "high", "title": "High", "series": ["lithium*"], "ladder": [ { "severity": "minor", "when": "value >= 100" } ] }""";
    private const string Silent = """{ "id": "silent", "title": "Silent", "series": ["lithium"], "ladder": [ { "severity": "minor", "when": "age >= 3d" } ] }""";

    [Fact]
    public async Task Idle_it_costs_one_query_per_source()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(High);
        await app.CommitAsync([.. Enumerable.Range(0, 100).Select(number => Daily($"s{number}", "2024-01-01", 1))]);
        app.Meter.Reset();

        await app.Get<StateSweep>().RunAsync(CancellationToken.None);

        Assert.Equal(1, app.Meter.Count(TableName.State, StorageOperation.Read));
        Assert.Equal(app.Meter.Total, 1 + app.Meter.Count(TableName.Sources, StorageOperation.Read) + app.Meter.Count(TableName.Rules, StorageOperation.Read));
        Assert.Equal(3, app.Meter.Total);
    }

    [Fact]
    public async Task An_outbox_row_is_asked_for_again_after_two_minutes_and_then_seldom()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(High);
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 150));
        Assert.Single(await app.MessagesAsync(QueueName.Dispatch));
        var seen = new List<int>();

        for (var minute = 1; minute <= 25; minute++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.SweepAsync();
            if ((await app.MessagesAsync(QueueName.Dispatch)).Count > 0)
                seen.Add(minute);
        }

        Assert.Equal([2, 12, 22], seen);
        Assert.Single(await app.OutboxAsync());
    }

    [Fact]
    public async Task Outbox_rows_beside_the_shards_are_swept_and_other_rows_there_left_alone()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.Tables.AddAsync(TableName.State, new TableEntity("gfex~entries", "cursor") { ["seen"] = 3 }, CancellationToken.None);
        await app.Tables.AddAsync(TableName.State, Outbox.Row("gfex~entries", "gfex", 4, [], app.Clock.GetUtcNow()), CancellationToken.None);
        app.Clock.Advance(StateSweep.Stuck);

        await app.SweepAsync();

        Assert.Equal(["gfex~entries|-1|outbox|gfex|000000000004"], await app.MessagesAsync(QueueName.Dispatch));
    }

    [Fact]
    public async Task A_shard_that_missed_a_change_of_rules_is_evaluated_whatever_it_holds()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 150));
        await app.SaveAsync(High);
        await app.MessagesAsync(QueueName.Evaluate);

        await app.SweepAsync();
        Assert.Equal(["gfex|0"], await app.MessagesAsync(QueueName.Evaluate));
        await app.Commits.EvaluateAsync(Source, 0, null, CancellationToken.None);
        await app.SweepAsync();

        Assert.Empty(await app.MessagesAsync(QueueName.Evaluate));
        Assert.Single(await app.OutboxAsync());
    }

    [Fact]
    public async Task A_tick_is_asked_for_once_a_day_at_five_past_midnight_where_the_source_is()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.Tables.Table(TableName.Sources).UpsertEntityAsync(new TableEntity("sources", Source) { ["zone"] = "Asia/Shanghai" });
        await app.SaveAsync(Silent);
        await app.CommitAsync(Daily("lithium", "2024-05-30", 50, 60, 70));
        app.Clock.SetUtcNow(new DateTimeOffset(2024, 6, 3, 0, 0, 0, TimeSpan.Zero));
        await TickAsync(app);
        var asked = new List<string>();

        for (var hour = 0; hour < 36; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            asked.AddRange(await TickAsync(app));
        }

        Assert.Equal(["gfex|0|2024-06-04T01:00:00Z"], asked);
        Assert.Equal(["2024-06-04T00:05:00Z Opened Minor"], await app.LinesAsync());
    }

    [Fact]
    public async Task Without_a_rule_that_changes_with_time_there_are_no_ticks()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(High);
        await app.SaveAsync(Silent.Replace("lithium", "copper", StringComparison.Ordinal));
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50));
        app.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Empty(await TickAsync(app));
    }

    private static async Task<List<string>> TickAsync(StateApplication app)
    {
        await app.SweepAsync();
        var messages = await app.MessagesAsync(QueueName.Evaluate);
        foreach (var message in messages)
            await app.Get<Notifier.Hosting.WorkQueues>().HandleAsync(QueueName.Evaluate, message, CancellationToken.None);
        return messages;
    }
}
