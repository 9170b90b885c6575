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

    public Task RunAsync(string timer, CancellationToken cancellation) => throw new NotSupportedException(timer);
}
