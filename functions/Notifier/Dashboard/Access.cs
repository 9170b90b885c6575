using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifier.Api.Keys;

namespace Notifier.Dashboard;

/// <summary>Who may see the pages: whoever sits at the machine that <c>serve</c> runs on, and everybody with a key.</summary>
internal static class Access
{
    public const string OperatorPolicy = "DashboardOperator";

    private const string Policy = "Dashboard";

    // A request that came through a proxy is not from here, whatever its connection says.
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    public static TBuilder RequireViewer<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(Policy);

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Policy, policy => policy.RequireAssertion(static context => context.User.Has(KeyScope.Read) || (context.Resource is HttpContext http && IsLocal(http))));
        options.AddPolicy(OperatorPolicy, policy => policy.RequireAssertion(static context => context.User.Has(KeyScope.Admin) || (context.Resource is HttpContext http && IsLocal(http))));
    }

    /// <summary>For what only operators may see or do: an admin key, or the machine itself.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(OperatorPolicy);

    public static bool IsOperator(HttpContext context) => context.User.Has(KeyScope.Admin) || IsLocal(context);

    public static bool IsLocal(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<DashboardOptions>>().Value.OpenOnLoopback
        && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsLoopbackName(context.Request.Host.Host)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);

    // A name of another site that resolves to this machine (DNS rebinding) must not read the pages through a visitor's browser.
    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
