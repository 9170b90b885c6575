using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api;

namespace Notifier.Dashboard;

/// <summary>The pages and their assets.</summary>
internal static class DashboardRoutes
{
    public static void MapDashboard(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/assets/{name}", (string name, HttpContext context) => AssetFiles.Answer(name, context)).AllowAnonymous();
    }
}
