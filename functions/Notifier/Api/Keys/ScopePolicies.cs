using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifier.Api.Limits;

namespace Notifier.Api.Keys;

/// <summary>The policies that a route names: one per scope.</summary>
internal static class ScopePolicies
{
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, KeyScope scope)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(scope.ToString());

    public static void Add(AuthorizationOptions options)
    {
        foreach (var scope in Enum.GetValues<KeyScope>())
            options.AddPolicy(scope.ToString(), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.Has(scope)));
    }

    public static bool Has(this ClaimsPrincipal user, KeyScope scope) =>
        Enum.TryParse<KeyScope>(user.FindFirstValue(KeyAuthentication.ScopeClaim), out var held) && held >= scope;

    /// <summary>Who asks: the key's id, else the client's address.</summary>
    public static string Caller(this HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } key
        ? $"key:{key}"
        : $"client:{ClientAddress.Of(context, context.RequestServices.GetRequiredService<IOptions<LimitOptions>>().Value)}";
}
