using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Notifier.Hosting;

namespace Notifier.Tests.Hosting;

public sealed class WorkTimersTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_failure_of_one_slice_does_not_keep_the_others_from_running()
    {
        var ran = new List<string>();
        var timers = Timers(
            new(WorkTimers.Sweep, (_, _) => throw new IOException("first")),
            new(WorkTimers.Sweep, (_, _) => Add(ran, "second")),
            new(WorkTimers.PollPrices, (_, _) => Add(ran, "another timer")));

        var failure = await Assert.ThrowsAsync<AggregateException>(() => timers.RunAsync(WorkTimers.Sweep, CancellationToken.None));

        Assert.Equal("first", Assert.Single(failure.InnerExceptions).Message);
        Assert.Equal(["second"], ran);
    }

    [Fact]
    public async Task Each_timer_runs_at_its_second_of_every_minute_and_goes_on_after_a_failure()
    {
        var clock = new ArmingClock(new DateTimeOffset(2026, 3, 29, 0, 59, 50, TimeSpan.Zero));
        var runs = Channel.CreateUnbounded<string>();
        var timers = Timers([.. WorkTimers.Schedules.Keys.Select(timer => new TimerHandler(timer, (_, _) =>
        {
            runs.Writer.TryWrite($"{timer} {clock.GetUtcNow():HH:mm:ss}");
            throw new IOException("storage is down");
        }))]);
        using var loop = new TimerLoop(timers, clock, NullLogger<TimerLoop>.Instance);
        await loop.StartAsync(CancellationToken.None);
        // A clock that is moved between the reading of it and the start of the wait makes that wait too long.
        foreach (var _ in WorkTimers.Schedules)
            await clock.ArmedAsync();

        var seen = new List<string>();
        foreach (var step in (int[])[10, 15, 15, 30, 15])
        {
            clock.Advance(TimeSpan.FromSeconds(step));
            seen.Add(await runs.Reader.ReadAsync().AsTask().WaitAsync(Limit));
            await clock.ArmedAsync();
        }

        await loop.StopAsync(CancellationToken.None).WaitAsync(Limit);
        Assert.Equal(["PollPrices 01:00:00", "PollPolicies 01:00:15", "Sweep 01:00:30", "PollPrices 01:01:00", "PollPolicies 01:01:15"], seen);
    }

    private static Task Add(List<string> ran, string name)
    {
        ran.Add(name);
        return Task.CompletedTask;
    }

    /// <summary>A clock that tells when somebody has begun to wait on it.</summary>
    private sealed class ArmingClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly Channel<TimeSpan> _armed = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _armed.Writer.TryWrite(dueTime);
            return timer;
        }

        /// <summary>Ends once for each wait that was begun.</summary>
        public Task ArmedAsync() => _armed.Reader.ReadAsync().AsTask().WaitAsync(Limit);
    }

    private static WorkTimers Timers(params TimerHandler[] handlers) => new(new ServiceCollection().BuildServiceProvider(), handlers);
}
