using Microsoft.Extensions.DependencyInjection;

namespace Notifier.Hosting;

/// <summary>The three timers and what each does. The Functions host and <c>serve</c> both call this and nothing else; overlapping and late runs are safe.</summary>
public sealed class WorkTimers
{
    public const string PollPrices = "PollPrices";
    public const string PollPolicies = "PollPolicies";
    public const string Sweep = "Sweep";

    /// <summary>Six-field NCRONTAB, UTC: every minute. Each source's own schedule is computed in its zone by us.</summary>
    public const string PollPricesSchedule = "0 * * * * *";
    public const string PollPoliciesSchedule = "15 * * * * *";
    public const string SweepSchedule = "30 * * * * *";

    private readonly IServiceProvider _services;
    private readonly ILookup<string, TimerHandler> _handlers;

    internal WorkTimers(IServiceProvider services, IEnumerable<TimerHandler> handlers) =>
        (_services, _handlers) = (services, handlers.ToLookup(handler => handler.Timer));

    /// <summary>The schedule of each timer.</summary>
    public static IReadOnlyDictionary<string, string> Schedules { get; } = new Dictionary<string, string>
    {
        [PollPrices] = PollPricesSchedule,
        [PollPolicies] = PollPoliciesSchedule,
        [Sweep] = SweepSchedule,
    };

    /// <summary>Runs what the slices do at this timer, one after the other; a failure of one does not keep the others from running.</summary>
    /// <exception cref="AggregateException">What failed, after all have run.</exception>
    public async Task RunAsync(string timer, CancellationToken cancellation)
    {
        var failures = new List<Exception>();
        foreach (var handler in _handlers[timer])
        {
            try
            {
                await handler.Run(_services, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }

        if (timer == Sweep && _services.GetService<Heartbeat>() is { } heartbeat)
            await heartbeat.BeatAsync(failures.Count == 0, cancellation);
        if (failures.Count > 0)
            throw new AggregateException($"timer {timer}", failures);
    }
}

/// <summary>What one slice does at one timer.</summary>
internal sealed record TimerHandler(string Timer, Func<IServiceProvider, CancellationToken, Task> Run);
