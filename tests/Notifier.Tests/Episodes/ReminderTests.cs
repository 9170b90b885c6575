using Notifier.Core.Episodes;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Episodes;

/// <summary>An episode that nobody ended is told again as often as its rule says.</summary>
public sealed class ReminderTests(AzuriteFixture azurite)
{
    private const string Rule = """
        { "id": "high", "title": "High", "series": ["lithium*"], "remind": "7d", "tags": ["battery"],
          "ladder": [ { "severity": "minor", "when": "value >= 100" }, { "severity": "severe", "when": "value >= 200" } ] }
        """;

    [Fact]
    public async Task Every_seven_days_after_the_last_message_until_it_ends()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);
        await app.CommitAsync(Daily("lithium", "2024-05-30", 50, 150), Daily("lithium-2", "2024-05-30", 50, 60));

        var days = new List<int>();
        for (var day = 1; day <= 30; day++)
        {
            app.Clock.Advance(TimeSpan.FromDays(1));
            if (day == 10)
                await app.CommitAsync(Daily("lithium", "2024-06-10", 250));
            if (day == 25)
                await app.CommitAsync(Daily("lithium", "2024-06-25", 90));
            var before = (await app.OutboxAsync()).Count;
            await SweepAsync(app);
            if ((await app.OutboxAsync()).Count > before)
                days.Add(day);
        }

        Assert.Equal([7, 17, 24], days);
        var warnings = await app.OutboxAsync();
        Assert.Equal(
            [TransitionKind.Opened, TransitionKind.Reminder, TransitionKind.Escalated, TransitionKind.Reminder, TransitionKind.Reminder, TransitionKind.Resolved],
            warnings.Select(warning => warning.Kind));
        Assert.Equal([1, 2, 3, 4, 5, 6], warnings.Select(warning => warning.Sequence));
        Assert.Single(warnings.Select(warning => warning.Episode).Distinct());
        Assert.Equal(6, warnings.Select(warning => warning.Id).Distinct().Count());
        Assert.Equal(("still firing, opened 2024-05-31: 150 CNY/t, limit 100 CNY/t", 150), (warnings[1].Reason, warnings[1].Value));
        Assert.Equal("持续触发，2024-05-31发布：最新值150 CNY/t，阈值100 CNY/t", warnings[1].ReasonZh);
        Assert.Empty(warnings[1].Transitions);
    }

    [Fact]
    public async Task A_rule_without_it_never_reminds_and_costs_nothing()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule.Replace("\"remind\": \"7d\", ", "", StringComparison.Ordinal));
        await app.CommitAsync(Daily("lithium", "2024-05-30", 50, 150));
        app.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(0, await SweepAsync(app));
        Assert.Single(await app.OutboxAsync());
    }

    [Fact]
    public async Task An_episode_that_opened_in_silence_is_not_reminded_of()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.CommitAsync(Daily("lithium", "2024-05-30", 50, 150));
        await app.SaveAsync(Rule.Replace("\"remind\"", "\"onCreate\": \"arm\", \"remind\"", StringComparison.Ordinal));
        await SweepAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(30));

        await SweepAsync(app);

        Assert.Empty(await app.OutboxAsync());
    }

    private static async Task<int> SweepAsync(StateApplication app)
    {
        await app.SweepAsync();
        var messages = await app.MessagesAsync(QueueName.Evaluate);
        foreach (var message in messages)
            await app.Get<Notifier.Hosting.WorkQueues>().HandleAsync(QueueName.Evaluate, message, CancellationToken.None);
        return messages.Count;
    }
}
