using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifier.Deliveries.Feishu;
using Notifier.Deliveries.Holds;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Proof;
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
        services.AddHolds();
        services.AddSingleton<DispatchProgress>().AddSingleton<FanOut>().AddSingleton<Dispatcher>();
        services.AddOptions<DeliveriesOptions>().BindConfiguration("Notifier:Deliveries").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OperatorOptions>().BindConfiguration("Notifier").ValidateOnStart();
        services.AddSingleton<IValidateOptions<OperatorOptions>, OperatorOptionsCheck>();
        services.AddSingleton<HostPermits>().AddSingleton<FailingChannels>().AddSingleton<OutageSummaries>().AddSingleton<Replays>();
        services.AddSingleton<AttemptPreparation>().AddSingleton<AttemptResults>().AddSingleton<Attempts>();
        services.AddSingleton<SubscriptionDeliveries>();
        services.AddSingleton<Deliverer>().AddSingleton<DeliverySweep>().AddSingleton<DeliveryReader>();
        services.AddSingleton<ChannelTest>();
        services.AddQueueHandler(QueueName.Dispatch, static (provider, message, cancellation) => provider.GetRequiredService<Dispatcher>().HandleAsync(message, cancellation));
        services.AddQueueHandler(QueueName.Deliver, static (provider, message, cancellation) => QueueMessages.IsReplay(message)
            ? provider.GetRequiredService<Replays>().HandleAsync(message, cancellation)
            : QueueMessages.IsRelease(message) ? provider.GetRequiredService<HoldRelease>().HandleAsync(message, cancellation)
            : provider.GetRequiredService<Deliverer>().HandleAsync(message, cancellation));
        services.AddTimerHandler(WorkTimers.Sweep, static (provider, cancellation) => provider.GetRequiredService<DeliverySweep>().RunAsync(cancellation));
        services.AddTimerHandler(WorkTimers.Sweep, static (provider, cancellation) => provider.GetRequiredService<Replays>().SweepAsync(cancellation));
        services.AddProof();
        // One line a channel.
        services.AddWebhook();
        services.AddFeishu();
        services.AddMail();
        return builder;
    }
}
