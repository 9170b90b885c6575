using Microsoft.Extensions.Hosting;

namespace Notifier.Dashboard;

internal static class DashboardSetup
{
    public static IHostApplicationBuilder AddDashboard(this IHostApplicationBuilder builder) => builder;
}
