using Microsoft.Extensions.Time.Testing;
using Notifier.Deliveries.Chat;
using Notifier.Deliveries.Feishu;

namespace Notifier.Tests.Deliveries.Feishu;

/// <summary>A bot is never written to more often than its chat takes: of Feishu 5 times a second and 100 times a minute.</summary>
public sealed class ChatPacingTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Whoever_asks_without_end_stays_within_both_limits()
    {
        var (pacing, sent) = (new ChatPacing(_time), new List<DateTimeOffset>());
        for (var waiting = new List<Task<TimeSpan?>>(); sent.Count < 300; _time.Advance(Step))
        {
            waiting.Add(pacing.WaitAsync("bot", FeishuChannel.Pace, CancellationToken.None));
            foreach (var done in waiting.Where(task => task.IsCompleted).ToList())
            {
                waiting.Remove(done);
                if (await done is null)
                    sent.Add(_time.GetUtcNow());
            }
        }

        Assert.InRange(Most(sent, TimeSpan.FromSeconds(1)), 1, 5);
        Assert.InRange(Most(sent, TimeSpan.FromMinutes(1)), 90, 100);
    }

    [Fact]
    public async Task What_would_wait_for_long_is_put_off_each_to_a_later_time()
    {
        var pacing = new ChatPacing(_time);
        var asked = Enumerable.Range(0, 200).Select(_ => pacing.WaitAsync("bot", FeishuChannel.Pace, CancellationToken.None)).ToList();

        var later = (await Task.WhenAll(asked.Where(task => task.IsCompleted))).OfType<TimeSpan>().ToList();

        Assert.InRange(later.Count, 150, 180);
        Assert.Equal(later.Count, later.Distinct().Count());
        Assert.True(later[0] > ChatPacing.LongestWait && later[^1] > TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task One_bot_does_not_wait_for_another()
    {
        var pacing = new ChatPacing(_time);
        for (var number = 0; number < 50; number++)
            _ = pacing.WaitAsync("busy", FeishuChannel.Pace, CancellationToken.None);

        Assert.Null(await pacing.WaitAsync("other", FeishuChannel.Pace, CancellationToken.None));
    }

    private static int Most(List<DateTimeOffset> times, TimeSpan window) => times.Max(from => times.Count(time => time >= from && time < from + window));
}
