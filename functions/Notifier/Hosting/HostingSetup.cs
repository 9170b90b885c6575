using Microsoft.Extensions.Hosting;

namespace Notifier.Hosting;

internal static class HostingSetup
{
    public static IHostApplicationBuilder AddHosting(this IHostApplicationBuilder builder) => builder;
}
