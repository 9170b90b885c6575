using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Notifier.Hosting;

internal static class HostingSetup
{
    /// <summary>Queues, timers and the clock. Nothing runs by itself: on Azure the Functions host calls, on one machine <see cref="AddLocalWork"/>.</summary>
    public static IHostApplicationBuilder AddHosting(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new WorkQueues(services, services.GetServices<QueueHandler>()));
        builder.Services.AddSingleton(services => new WorkTimers(services, services.GetServices<TimerHandler>()));
        builder.Services.AddSingleton<QueuePump>();
        return builder.AddHeartbeat();
    }

    /// <summary>What the Functions host does on Azure, in this process: the pump of the queues and the three timers.</summary>
    public static IHostApplicationBuilder AddLocalWork(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService(services => services.GetRequiredService<QueuePump>());
        builder.Services.AddHostedService<TimerLoop>();
        return builder;
    }

    /// <summary>Says what a slice does with the messages of a queue. A queue has one handler.</summary>
    public static IServiceCollection AddQueueHandler(this IServiceCollection services, string queue, Func<IServiceProvider, string, CancellationToken, Task> run) =>
        services.AddSingleton(new QueueHandler(queue, run));

    /// <summary>Says what a slice does at a timer. A timer has any number of handlers.</summary>
    public static IServiceCollection AddTimerHandler(this IServiceCollection services, string timer, Func<IServiceProvider, CancellationToken, Task> run) =>
        services.AddSingleton(new TimerHandler(timer, run));
}
