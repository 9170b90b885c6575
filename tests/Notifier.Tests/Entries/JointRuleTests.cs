using Azure.Data.Tables;
using Notifier.Core.Episodes;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Episodes;
using Notifier.Tests.Storage;
using static Notifier.Tests.Entries.EntryApplication;

namespace Notifier.Tests.Entries;

/// <summary>A price rule that counts entries is told when the later of the two comes: the price, or the entry.</summary>
public sealed class JointRuleTests(AzuriteFixture azurite)
{
    private const string Squeeze = """{ "id": "squeeze", "series": ["lithium"], "ladder": [ { "severity": "severe", "when": "value >= 100 and count('lithium', 14d) >= 1" } ] }""";

    [Fact]
    public async Task An_entry_that_comes_after_the_price_opens_the_rule_when_it_comes()
    {
        await using var app = await StartAsync(azurite, Squeeze);
        await app.Tables.Table(TableName.Sources).UpsertEntityAsync(new TableEntity("sources", StateApplication.Source) { ["zone"] = "Asia/Shanghai" });
        await app.CommitAsync(StateApplication.Daily("lithium", "2024-05-31", 120, 120));
        await app.Commits.EvaluateAsync(StateApplication.Source, 0, Core.Observations.Period.Parse("2024-06-01T00:06:00Z"), CancellationToken.None);
        await app.MessagesAsync(QueueName.Evaluate);

        await app.PostAsync(Entry("0", "copper", "2024-06-01T11:00:00Z"));
        Assert.Empty(await app.MessagesAsync(QueueName.Evaluate));
        await app.PostAsync(Entry("1", "lithium", "2024-06-01T11:00:00Z"));
        // 12:00 UTC is 20:00 there.
        var (source, shard, tick) = QueueMessages.ReadEvaluate(Assert.Single(await app.MessagesAsync(QueueName.Evaluate)));
        Assert.Equal("2024-06-01T20:00:00Z", tick.ToString());
        await app.Commits.EvaluateAsync(source, shard, tick, CancellationToken.None);
        await app.Commits.EvaluateAsync(source, shard, tick, CancellationToken.None);

        var warning = Assert.Single(await app.OutboxAsync());
        Assert.Equal((TransitionKind.Opened, "2024-06-01T20:00:00Z"), (warning.Kind, warning.Period.ToString()));
        Assert.Equal(["1"], warning.Inputs.Entries);
    }

    [Fact]
    public async Task A_price_that_comes_after_the_entry_of_its_day_sees_it_by_the_days_of_its_source()
    {
        await using var app = await StartAsync(azurite, Squeeze);
        await app.Tables.Table(TableName.Sources).UpsertEntityAsync(new TableEntity("sources", StateApplication.Source) { ["zone"] = "Asia/Shanghai" });
        // 2024-06-02 01:00 in Shanghai.
        await app.PostAsync(Entry("1", "lithium", "2024-06-01T17:00:00Z"));

        await app.CommitAsync(StateApplication.Daily("lithium", "2024-05-31", 120, 120));
        Assert.Empty(await app.OutboxAsync());
        await app.CommitAsync(StateApplication.Daily("lithium", "2024-06-02", 120));

        Assert.Equal("2024-06-02", Assert.Single(await app.OutboxAsync()).Period.ToString());
    }

    [Fact]
    public async Task Whatever_is_killed_the_entry_is_looked_at()
    {
        for (var call = 1; call <= 12; call++)
        {
            await using var app = await StartAsync(azurite, Squeeze);
            await app.CommitAsync(StateApplication.Daily("lithium", "2024-05-31", 120, 120));
            await app.MessagesAsync(QueueName.Evaluate);
            app.Faults.Plan((number, _) => number >= call ? StorageFault.CrashAfter : StorageFault.None);
            try
            {
                await app.PostAsync(Entry("1", "lithium", "2024-06-01T11:00:00Z"));
            }
            catch (Exception crash) when (crash is not Xunit.Sdk.XunitException)
            {
                // Killed; whoever posts tries again.
            }

            await using var next = await app.AgainAsync(azurite);
            await next.PostAsync(Entry("1", "lithium", "2024-06-01T11:00:00Z"));

            Assert.True((await next.MessagesAsync(QueueName.Evaluate)).Count >= 1, $"killed at call {call}");
        }
    }
}
