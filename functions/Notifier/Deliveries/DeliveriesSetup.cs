using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifier.Deliveries.Holds;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Webhook;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Deliveries;

internal static class DeliveriesSetup
{
    public static IHostApplicationBuilder AddDeliveries(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<WarningStore>().AddSingleton<DeliveryStore>();
        services.AddSingleton<Summaries>();
        services.AddSingleton<DispatchProgress>().AddSingleton<FanOut>().AddSingleton<Dispatcher>();
        services.AddSingleton<AttemptPreparation>().AddSingleton<AttemptResults>().AddSingleton<Attempts>();
        services.AddSingleton<Deliverer>().AddSingleton<DeliverySweep>().AddSingleton<DeliveryReader>();
        services.AddQueueHandler(QueueName.Dispatch, static (provider, message, cancellation) => provider.GetRequiredService<Dispatcher>().HandleAsync(message, cancellation));
        services.AddQueueHandler(QueueName.Deliver, static (provider, message, cancellation) => provider.GetRequiredService<Deliverer>().HandleAsync(message, cancellation));
        services.AddTimerHandler(WorkTimers.Sweep, static (provider, cancellation) => provider.GetRequiredService<DeliverySweep>().RunAsync(cancellation));
        // One line a channel.
        services.AddWebhook();
        services.AddMail();
        return builder;
    }
}
