using Microsoft.Azure.Functions.Worker;
using Notifier.Hosting;

namespace Notifier.Functions;

/// <summary>The timers. Azure counts their schedules in UTC; each source's own schedule and zone are computed by the application.</summary>
public sealed class Timers(WorkTimers timers)
{
    [Function(WorkTimers.PollPrices)]
    public Task PollPrices([TimerTrigger(WorkTimers.PollPricesSchedule)] TimerInfo timer, FunctionContext context) =>
        timers.RunAsync(WorkTimers.PollPrices, context.CancellationToken);

    [Function(WorkTimers.PollPolicies)]
    public Task PollPolicies([TimerTrigger(WorkTimers.PollPoliciesSchedule)] TimerInfo timer, FunctionContext context) =>
        timers.RunAsync(WorkTimers.PollPolicies, context.CancellationToken);

    [Function(WorkTimers.Sweep)]
    public Task Sweep([TimerTrigger(WorkTimers.SweepSchedule)] TimerInfo timer, FunctionContext context) =>
        timers.RunAsync(WorkTimers.Sweep, context.CancellationToken);
}
