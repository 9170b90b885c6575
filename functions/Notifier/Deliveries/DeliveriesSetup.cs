using Microsoft.Extensions.Hosting;

namespace Notifier.Deliveries;

internal static class DeliveriesSetup
{
    public static IHostApplicationBuilder AddDeliveries(this IHostApplicationBuilder builder) => builder;
}
