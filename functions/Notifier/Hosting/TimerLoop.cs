using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace Notifier.Hosting;

/// <summary>The three timers of <c>serve</c>, in UTC as on Azure. A run that takes longer than its period delays the next one; missed times are not made up for.</summary>
internal sealed partial class TimerLoop(WorkTimers timers, TimeProvider clock, ILogger<TimerLoop> logger) : BackgroundService
{
    private readonly DateTime _begun = clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var grace = new GracePeriod(stoppingToken);
        await Task.WhenAll(WorkTimers.Schedules.Select(timer => RunAsync(timer.Key, timer.Value, stoppingToken, grace.Over)));
    }

    private async Task RunAsync(string timer, string schedule, CancellationToken stopping, CancellationToken graceOver)
    {
        var times = CrontabSchedule.Parse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        var due = times.GetNextOccurrence(_begun);
        try
        {
            while (true)
            {
                var wait = due - clock.GetUtcNow().UtcDateTime;
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, stopping);
                await RunOnceAsync(timer, graceOver);
                // A wait may end a little early; the same time must not come twice.
                var now = clock.GetUtcNow().UtcDateTime;
                due = times.GetNextOccurrence(now > due ? now : due);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    // Wide, because a failed run must not end the timer: the next run finds what this one left.
    private async Task RunOnceAsync(string timer, CancellationToken graceOver)
    {
        try
        {
            await timers.RunAsync(timer, graceOver);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, timer, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Timer {Timer} failed; its next run continues")]
        public static partial void Failed(ILogger logger, string timer, Exception failure);
    }
}
