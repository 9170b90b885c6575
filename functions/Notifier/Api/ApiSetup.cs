using Microsoft.Extensions.Hosting;

namespace Notifier.Api;

internal static class ApiSetup
{
    public static IHostApplicationBuilder AddApi(this IHostApplicationBuilder builder) => builder;
}
