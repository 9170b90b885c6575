using Microsoft.Extensions.Hosting;

namespace Notifier.Subscriptions;

internal static class SubscriptionsSetup
{
    public static IHostApplicationBuilder AddSubscriptions(this IHostApplicationBuilder builder) => builder;
}
