using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Observations;
using Notifier.Sources;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Episodes;

public sealed class ShardCommitsTests(AzuriteFixture azurite)
{
    private const string Rule = """
        { "id": "high", "title": "High", "series": ["lithium*"], "ladder": [
          { "severity": "minor", "when": "value >= 100" }, { "severity": "severe", "when": "value >= 200" } ] }
        """;

    [Fact]
    public async Task Each_transition_stands_in_the_outbox_once_with_a_message_for_the_dispatcher()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);

        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 60));
        await app.CommitAsync(Daily("lithium", "2024-01-03", 120));
        var summary = await app.CommitAsync(Daily("lithium", "2024-01-03", 120, 130, 250, 90));

        Assert.Equal(new CommitSummary(3, 0, 1, 1), summary);
        Assert.Equal(["2024-01-03 Opened Minor", "2024-01-06 Resolved Severe"], await app.LinesAsync());
        Assert.Equal(
            ["gfex~0000|-1|outbox|lithium|000000000002", "gfex~0000|-1|outbox|lithium|000000000003"],
            (await app.MessagesAsync(QueueName.Dispatch)).Order());
        Assert.Equal(6, await app.Get<ObservationStore>().ReadAsync("lithium").CountAsync());
    }

    [Fact]
    public async Task What_is_known_costs_two_reads_and_no_write()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 60, 150));
        app.Meter.Reset();

        var summary = await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 60, 150));

        Assert.Equal(CommitSummary.Nothing, summary);
        Assert.Equal(2, app.Meter.Total);
        Assert.Equal(1, app.Meter.Count(TableName.State, StorageOperation.Read));
        Assert.Equal(1, app.Meter.Count(TableName.Rules, StorageOperation.Read));
    }

    [Fact]
    public async Task A_history_opens_once_with_the_begin_of_its_run()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);

        await app.CommitAsync(Daily("lithium", "2020-01-01", [.. Enumerable.Range(0, 900).Select(day => day < 890 ? 50.0 : 150)]));

        var warning = Assert.Single(await app.OutboxAsync());
        Assert.Equal((Period.Parse("2020-01-01").Add(TimeSpan.FromDays(890)), Severity.Minor), (warning.AlreadySince!.Value, warning.Severity));
        Assert.Equal(900, await app.Get<ObservationStore>().ReadAsync("lithium").CountAsync());
    }

    [Fact]
    public async Task A_revision_is_stored_told_and_keeps_the_value_before_it()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 60));
        await app.CommitAsync(Daily("lithium", "2024-01-03", 150));

        var summary = await app.CommitAsync(Daily("lithium", "2024-01-03", 15));

        Assert.Equal(new CommitSummary(1, 1, 1, 1), summary);
        Assert.Equal(["2024-01-03 Opened Minor", "2024-01-03 Corrected Minor"], await app.LinesAsync());
        Assert.Equal(150, (await app.Get<ObservationStore>().ReadSupersededAsync("lithium").SingleAsync()).Observation.Value);
    }

    [Fact]
    public async Task A_poll_of_a_thousand_series_is_one_query_and_21_transactions()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);
        await app.CommitAsync(Thousand("2024-01-01", 50));
        app.Meter.Reset();

        var summary = await app.CommitAsync(Thousand("2024-01-02", 150));

        Assert.Equal(new CommitSummary(1_000, 0, 1_000, 21), summary);
        // 1,000 series and 21 cursors are two pages of one query; the 22nd transaction of a poll is the source's own cursor.
        Assert.Equal(2, app.Meter.Count(TableName.State, StorageOperation.Read));
        Assert.Equal(21, app.Meter.Count(TableName.State, StorageOperation.Transaction));
        Assert.Equal(0, app.Meter.Count(TableName.State, StorageOperation.Write));
        Assert.Equal(1_000, app.Meter.Count(TableName.Observations, StorageOperation.Write));
        Assert.Equal(1_000, app.Meter.Count(QueueName.Dispatch, StorageOperation.Send));
        Assert.Equal(1, app.Meter.Count(TableName.Rules, StorageOperation.Read));
        Assert.Equal(1_000, (await app.OutboxAsync()).Select(warning => warning.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_series_keeps_its_shard_and_new_ones_take_the_next_number()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.CommitAsync([.. Enumerable.Range(0, 47).Select(number => Daily($"s{number}", "2024-01-01", 1))]);
        await app.CommitAsync(Daily("a", "2024-01-01", 1), Daily("b", "2024-01-01", 1), Daily("s3", "2024-01-02", 2));
        await app.CommitAsync([.. Enumerable.Range(100, 60).Select(number => Daily($"s{number}", "2024-01-01", 1))]);

        var shards = await app.Get<ShardIndex>().OfAsync(Source, CancellationToken.None).ToListAsync();

        Assert.Equal([48, 48, 13], shards.Select(shard => shard.Series.Count));
        Assert.Equal(["s46", "a"], shards[0].Series.Skip(46));
        Assert.Equal(["b", "s100"], shards[1].Series.Take(2));
        Assert.Equal(109, shards.SelectMany(shard => shard.Series).Distinct().Count());
        Assert.Equal(109, (await app.StateRowsAsync(StateKeys.SeriesPrefix)).Count);
    }

    [Fact]
    public async Task A_new_unit_is_stored_with_the_next_observation()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.CommitAsync(Daily("lithium", "2024-01-01", 1));

        await app.CommitAsync(new SeriesReading(new Series("lithium", "USD/t"), [new(Period.Parse("2024-01-01"), 1)]));

        Assert.Equal("USD/t", (await app.Commits.FindAsync(Source, "lithium", CancellationToken.None))!.Series.Unit);
    }

    [Fact]
    public async Task Open_episodes_are_listed_with_what_they_rest_on()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 150), Daily("lithium-2", "2024-01-01", 50, 60), Daily("other", "2024-01-01", 500));

        var episode = await app.Get<EpisodeReader>().OpenAsync(CancellationToken.None).SingleAsync();

        var warning = Assert.Single(await app.OutboxAsync());
        Assert.Equal((warning.Episode, warning.Sequence, "high", "High"), (episode.Id, episode.Sequence, episode.Rule, episode.RuleTitle));
        Assert.Equal((Severity.Minor, 150, "CNY/t"), (episode.Severity, episode.Newest!.Value.Value, episode.Series.Unit));
    }

    [Fact]
    public async Task A_first_import_that_fires_everywhere_is_divided_so_that_each_part_fits_a_transaction()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        for (var number = 0; number < 60; number++)
            await app.SaveAsync($$"""{ "id": "r{{number}}", "title": "{{new string('长', 90)}}", "series": ["lithium*"], "ladder": [ { "severity": "minor", "when": "value >= 1" } ] }""");
        var random = new Random(1);
        var readings = Enumerable.Range(0, 48)
            .Select(number => Daily($"lithium-{number}", "2010-01-01", [.. Enumerable.Range(0, 100).Select(_ => 100 + random.NextDouble())]))
            .ToArray();

        app.Meter.Reset();
        var summary = await app.CommitAsync(readings);

        Assert.Equal(2, app.Meter.Count(TableName.State, StorageOperation.Transaction));
        Assert.Equal(new CommitSummary(4_800, 0, 2_880, 1), summary);
        Assert.Equal(2_880, (await app.OutboxAsync()).Select(warning => warning.Id).Distinct().Count());
        Assert.Equal(CommitSummary.Nothing, await app.CommitAsync(readings));
    }

    private static SeriesReading[] Thousand(string day, double value) =>
        [.. Enumerable.Range(0, 1_000).Select(number => Daily($"lithium-{number}", day, value))];
}
