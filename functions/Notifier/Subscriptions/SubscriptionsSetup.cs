using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifier.Hosting;
using Notifier.Subscriptions.Addresses;

namespace Notifier.Subscriptions;

internal static class SubscriptionsSetup
{
    public static IHostApplicationBuilder AddSubscriptions(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<LinkOptions>().BindConfiguration("Notifier").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LinkOptions>, LinkOptionsCheck>();
        services.AddSingleton<LinkKey>().AddSingleton<LinkTokens>().AddSingleton<PublicLinks>();
        services.AddSingleton<AddressKey>().AddSingleton<AddressIndex>().AddSingleton<AddressRecords>().AddSingleton<Explanations>();
        services.AddSingleton<UsedShards>().AddSingleton<SubscriptionIndex>().AddSingleton<SubscriptionStore>();
        services.AddSingleton<SubscriptionChanges>().AddSingleton<SubscriptionReader>().AddSingleton<SubscriptionSweep>();
        services.AddSingleton<AddressLimit>().AddSingleton<MatchCheck>().AddSingleton<SubscriptionRequests>().AddSingleton<SubscriptionLinks>().AddSingleton<AcknowledgeLinks>();
        services.AddTimerHandler(WorkTimers.Sweep, static (provider, cancellation) => provider.GetRequiredService<SubscriptionSweep>().RunAsync(cancellation));
        return builder;
    }
}
