using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Api.Keys;
using Notifier.Subscriptions;

namespace Notifier.Api.Subscriptions;

/// <summary>
/// Who may see and change one subscription: an admin key, and whoever holds a manage link of this very subscription, whose token
/// stands in the address as it does in the link (<c>?token=</c>).
/// </summary>
internal static class OwnerAccess
{
    public const string Policy = "Owner";

    /// <summary>For routes with <c>{id}</c>, the subscription's, in their pattern.</summary>
    public static TBuilder RequireOwner<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(Policy).WithMetadata(TakesToken);

    public static void Add(AuthorizationOptions options) => options.AddPolicy(Policy, policy =>
        policy.RequireAssertion(static async context => context.User.Has(KeyScope.Admin) || (context.Resource is HttpContext http && await HoldsAsync(http))));

    private static OpenApi.TakesQuery TakesToken { get; } = new("token", "The token of a manage link of this subscription, in the place of an admin key.");

    private static async Task<bool> HoldsAsync(HttpContext http) =>
        http.Request.Query["token"] is [{ Length: > 0 } token]
        && http.GetRouteValue("id") is string id
        && await http.RequestServices.GetRequiredService<SubscriptionLinks>().IsOwnersAsync(token, id, http.RequestAborted);
}
