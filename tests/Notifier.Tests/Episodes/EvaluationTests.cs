using Notifier.Core.Observations;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Episodes;

/// <summary>Rule changes and ticks reach every series, and no commit goes back behind them.</summary>
public sealed class EvaluationTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_rule_made_while_its_condition_holds_opens_with_the_begin_of_the_run()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 120, 130));
        await app.SaveAsync(High(100));

        var summary = await app.Commits.EvaluateAsync(Source, 0, null, None);

        Assert.Equal((0, 1), (summary.Observations, summary.Warnings));
        var warning = Assert.Single(await app.OutboxAsync());
        Assert.Equal(Period.Parse("2024-01-02"), warning.AlreadySince);
    }

    [Fact]
    public async Task Evaluating_again_costs_two_reads_and_changes_nothing()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 120, 130));
        await app.SaveAsync(High(100));
        await app.Commits.EvaluateAsync(Source, 0, null, None);
        app.Meter.Reset();

        await app.Commits.EvaluateAsync(Source, 0, null, None);
        await app.Commits.EvaluateAsync(Source, 7, null, None);

        Assert.Equal(0, app.Meter.Count(TableName.State, StorageOperation.Transaction));
        Assert.Single(await app.OutboxAsync());
    }

    [Fact]
    public async Task A_removed_rule_resolves_its_episode()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(High(100));
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 120));
        await app.Rules.DeleteAsync("high", "*", None);

        await app.Commits.EvaluateAsync(Source, 0, null, None);

        var warnings = await app.OutboxAsync();
        Assert.Equal(["Opened", "Resolved"], warnings.Select(warning => warning.Kind.ToString()));
        Assert.Contains("rule removed", warnings[1].Reason, StringComparison.Ordinal);
        Assert.Equal(warnings[0].Episode, warnings[1].Episode);
    }

    [Fact]
    public async Task A_commit_that_read_older_rules_than_its_shard_ran_under_is_refused_and_runs_again()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await using var other = await StateApplication.StartAsync(azurite, app.Prefix);
        await app.SaveAsync(High(100));
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 60));
        // Between this poll's reading of the rules and of the state, the rule is changed and its shard evaluated.
        app.Faults.Plan(static (_, _) => StorageFault.None);
        app.Faults.Before = async (call, _) =>
        {
            if (call != 2)
                return;
            await other.SaveAsync(High(500));
            await other.Commits.EvaluateAsync(Source, 0, null, None);
        };

        await app.CommitAsync(Daily("lithium", "2024-01-03", 150));

        Assert.Empty(await app.OutboxAsync());
        var state = await app.Commits.FindAsync(Source, "lithium", None);
        Assert.Equal(150, state!.Window.Last.Value);
        Assert.Equal((await app.Rules.ReadAsync(None)).Rules.Single().Rule.Version, state.Rules["high"].RuleVersion);
    }

    [Fact]
    public async Task A_commit_under_new_rules_runs_the_whole_shard_so_that_the_cursor_tells_the_truth()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 120), Daily("lithium-2", "2024-01-01", 300));
        await app.SaveAsync(High(100));

        await app.CommitAsync(Daily("lithium", "2024-01-03", 130));
        await app.Commits.EvaluateAsync(Source, 0, null, None);

        Assert.Equal(["lithium", "lithium-2"], (await app.OutboxAsync()).Select(warning => warning.Series).Order());
    }

    [Fact]
    public async Task A_tick_tells_that_nothing_came()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync("""{ "id": "silent", "title": "Silent", "series": ["lithium"], "ladder": [ { "severity": "minor", "when": "age >= 3d" } ] }""");
        await app.CommitAsync(Daily("lithium", "2024-01-01", 50, 60));

        await app.Commits.EvaluateAsync(Source, 0, Period.Parse("2024-01-03T12:00:00Z"), None);
        Assert.Empty(await app.OutboxAsync());
        await app.Commits.EvaluateAsync(Source, 0, Period.Parse("2024-01-06T12:00:00Z"), None);
        await app.Commits.EvaluateAsync(Source, 0, Period.Parse("2024-01-06T12:00:00Z"), None);
        await app.Commits.EvaluateAsync(Source, 0, Period.Parse("2024-01-05T12:00:00Z"), None);
        await app.CommitAsync(Daily("lithium", "2024-01-07", 70));

        Assert.Equal(["2024-01-05T00:05:00Z Opened Minor", "2024-01-07 Resolved Minor"], await app.LinesAsync());
    }

    private static string High(double limit) =>
        $$"""{ "id": "high", "title": "High", "series": ["lithium*"], "ladder": [ { "severity": "minor", "when": "value >= {{limit}}" } ] }""";
}
