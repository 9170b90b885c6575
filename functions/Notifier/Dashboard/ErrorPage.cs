using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Notifier.Api.Problems;
using Notifier.Dashboard.Pages;

namespace Notifier.Dashboard;

/// <summary>A problem as a page, for a person with a browser.</summary>
internal static class ErrorPage
{
    private static readonly string[] Machines = ["/api", "/openapi", "/health", "/assets"];

    public static bool Wanted(HttpRequest request) =>
        !Machines.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.Ordinal))
        && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    public static Task ExecuteAsync(HttpContext context, Problem problem) =>
        new RazorComponentResult<ErrorView>(new { problem.Kind.Status, problem.Kind.Title, problem.Detail }) { StatusCode = problem.Kind.Status, PreventStreamingRendering = true }.ExecuteAsync(context);
}
