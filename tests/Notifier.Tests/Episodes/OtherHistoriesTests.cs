using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Sources;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Episodes;

/// <summary>Rules that read another series: as of the same day where both come together, again where the other one comes later.</summary>
public sealed class OtherHistoriesTests(AzuriteFixture azurite)
{
    private const string Wide = """{"id":"wide","series":["spot"],"ladder":[{"severity":"minor","when":"ratio(futures) >= 1.5"}]}""";
    private const string Elsewhere = "shfe";

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Two_that_come_together_are_compared_as_of_the_same_day()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Wide);
        await app.CommitAsync(Daily("spot", "2024-01-01", 100), Daily("futures", "2024-01-01", 100));

        // With yesterday's futures the ratio would be 1.6.
        await app.CommitAsync(Daily("spot", "2024-01-02", 160), Daily("futures", "2024-01-02", 150));
        Assert.Empty(await app.OutboxAsync());
        await app.CommitAsync(Daily("spot", "2024-01-03", 240), Daily("futures", "2024-01-03", 150));

        var warning = Assert.Single(await app.OutboxAsync());
        Assert.Equal("2024-01-03 Opened Minor", $"{warning.Period} {warning.Kind} {warning.Severity}");
        Assert.Contains("150 CNY/t of futures (2024-01-03)", warning.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_later_elsewhere_evaluates_its_dependants_again()
    {
        await using var app = await WithElsewhereAsync();
        await app.CommitAsync(Daily("spot", "2024-01-01", 100, 120));
        await app.MessagesAsync(QueueName.Evaluate);

        await app.Commits.CommitAsync(Elsewhere, [Daily("futures", "2024-01-02", 60)], None);
        Assert.Equal([QueueMessages.Evaluate(Source, 0)], await app.MessagesAsync(QueueName.Evaluate));
        await app.Commits.EvaluateAsync(Source, 0, null, None);
        await app.Commits.CommitAsync(Elsewhere, [Daily("futures", "2024-01-02", 110)], None);
        await app.Commits.EvaluateAsync(Source, 0, null, None);

        var warnings = await app.OutboxAsync();
        Assert.Equal(["2024-01-02 Opened Minor", "2024-01-02 Corrected Minor"], warnings.Select(warning => $"{warning.Period} {warning.Kind} {warning.Severity}"));
        Assert.Contains("not firing instead of minor after new values of futures", warnings[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_was_lost_is_made_up_for_by_the_next_commit()
    {
        await using var app = await WithElsewhereAsync();
        await app.CommitAsync(Daily("spot", "2024-01-01", 100, 120));
        await app.Commits.CommitAsync(Elsewhere, [Daily("futures", "2024-01-02", 60)], None);
        await app.MessagesAsync(QueueName.Evaluate);

        await app.CommitAsync(Daily("spot", "2024-01-03", 121));

        var warning = Assert.Single(await app.OutboxAsync());
        Assert.Equal(("2024-01-02", "2024-01-02"), (warning.AlreadySince.ToString(), warning.Period.ToString()));
    }

    [Fact]
    public async Task And_by_the_sweep_once_an_hour()
    {
        await using var app = await WithElsewhereAsync();
        await app.CommitAsync(Daily("spot", "2024-01-01", 100, 120));
        await app.MessagesAsync(QueueName.Evaluate);

        await app.SweepAsync();
        Assert.Equal([QueueMessages.Evaluate(Source, 0)], await app.MessagesAsync(QueueName.Evaluate));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SweepAsync();
        Assert.Empty(await app.MessagesAsync(QueueName.Evaluate));
    }

    [Fact]
    public async Task A_series_that_is_not_there_is_no_data_and_says_so()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Wide);
        await app.CommitAsync(Daily("spot", "2024-01-01", 100, 120));

        var state = await app.Commits.FindAsync(Source, "spot", None);

        Assert.Contains("there is no series 'futures'", state!.Rules["wide"].LastReason, StringComparison.Ordinal);
    }

    /// <summary>With futures of another source, the first at 100.</summary>
    private async Task<StateApplication> WithElsewhereAsync()
    {
        var app = await StateApplication.StartAsync(azurite);
        var definition = new SourceDefinition(Elsewhere, SourceKind.Push, "", "", "UTC", null, [new("futures", "CNY/t", Core.Observations.Frequency.Daily, "", null, null, null)], new Dictionary<string, string>());
        await app.Get<SourceStore>().PutAsync(definition, null, None);
        await app.SaveAsync(Wide);
        await app.Commits.CommitAsync(Elsewhere, [Daily("futures", "2024-01-01", 100)], None);
        return app;
    }
}
