using Notifier.Core.Episodes;
using Notifier.Episodes;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Episodes;

/// <summary>Acknowledging is a commit of the shard: it meets polls, stops reminders, and survives whatever call a process ends at.</summary>
public sealed class AcknowledgementsTests(AzuriteFixture azurite)
{
    private const string Rule = """{ "id": "high", "title": "High", "series": ["lithium*"], "remind": "7d", "ladder": [ { "severity": "minor", "when": "value >= 100" }, { "severity": "severe", "when": "value >= 200" } ] }""";

    [Fact]
    public async Task Reminders_stop_until_it_is_taken_back_and_a_worsening_is_told_at_once()
    {
        await using var app = await OpenAsync();
        var episode = await app.Get<EpisodeReader>().OpenAsync(CancellationToken.None).FirstAsync();
        var (outcome, seen) = await app.Get<Acknowledgements>().GiveAsync(episode.Id, "Ann", "on it", 0.1, CancellationToken.None);
        Assert.Equal((AcknowledgeOutcome.Given, "Ann", 150), (outcome, seen!.Acknowledged!.By, seen.Acknowledged.Value));

        app.Clock.Advance(TimeSpan.FromDays(30));
        await SweepAsync(app);
        Assert.Equal(["2024-05-31 Opened Minor"], await app.LinesAsync());

        await app.CommitAsync(Daily("lithium", "2024-06-29", 166));
        Assert.Equal(["2024-05-31 Opened Minor", "2024-06-29 Reminder Minor"], await app.LinesAsync());

        Assert.Equal(AcknowledgeOutcome.Withdrawn, await app.Get<Acknowledgements>().WithdrawAsync(episode.Id, CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromDays(8));
        await SweepAsync(app);
        Assert.Equal(3, (await app.OutboxAsync()).Count);
        Assert.Equal(AcknowledgeOutcome.NotOpen, (await app.Get<Acknowledgements>().GiveAsync(new string('0', 32), "Ann", null, 0.1, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task A_poll_that_commits_first_is_not_lost_and_the_mark_takes_the_newer_value()
    {
        await using var app = await OpenAsync();
        var episode = await app.Get<EpisodeReader>().OpenAsync(CancellationToken.None).FirstAsync();
        var raced = false;
        app.Faults.Before = async (_, request) =>
        {
            if (raced || request.Method != Azure.Core.RequestMethod.Post || !request.Uri.ToString().Contains("$batch", StringComparison.Ordinal))
                return;
            raced = true;
            await app.CommitAsync(Daily("lithium", "2024-06-01", 160));
        };

        var (outcome, seen) = await app.Get<Acknowledgements>().GiveAsync(episode.Id, "Ann", null, 0.1, CancellationToken.None);

        Assert.True(raced);
        Assert.Equal((AcknowledgeOutcome.Given, 160, 160), (outcome, seen!.Acknowledged!.Value, seen.Newest!.Value.Value));
    }

    [Fact]
    public async Task Ended_before_any_storage_call_it_is_acknowledged_or_not_and_may_be_done_again()
    {
        for (var call = 1; call <= 9; call += CrashPoints.Step)
        {
            await using var app = await OpenAsync();
            var episode = await app.Get<EpisodeReader>().OpenAsync(CancellationToken.None).FirstAsync();
            app.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);
            await Assert.ThrowsAnyAsync<Exception>(() => app.Get<Acknowledgements>().GiveAsync(episode.Id, "Ann", null, 0.1, CancellationToken.None));
            app.Faults.Clear();

            var (outcome, _) = await app.Get<Acknowledgements>().GiveAsync(episode.Id, "Ann", null, 0.1, CancellationToken.None);
            await app.CommitAsync(Daily("lithium", "2024-06-01", 166));

            Assert.Equal(AcknowledgeOutcome.Given, outcome);
            Assert.Equal(["2024-05-31 Opened Minor", "2024-06-01 Reminder Minor"], await app.LinesAsync());
        }
    }

    private async Task<StateApplication> OpenAsync()
    {
        var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);
        await app.CommitAsync(Daily("lithium", "2024-05-30", 50, 150), Daily("lithium-2", "2024-05-30", 50, 60));
        return app;
    }

    private static async Task SweepAsync(StateApplication app)
    {
        await app.SweepAsync();
        foreach (var message in await app.MessagesAsync(QueueName.Evaluate))
            await app.Get<Notifier.Hosting.WorkQueues>().HandleAsync(QueueName.Evaluate, message, CancellationToken.None);
    }
}
