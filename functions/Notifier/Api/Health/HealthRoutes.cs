using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Keys;
using Notifier.Api.Problems;

namespace Notifier.Api.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the store answers too.</summary>
internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.MapGroup("/health").AllowAnonymous().WithTags("Health");
        health.MapRead("/live", () => Answer.Json(new HealthView("live"))).WithName("live").WithSummary("The process answers").Produces<HealthView>();
        health.MapRead("/ready", ReadyAsync).WithName("ready").WithSummary("The store answers too").Produces<HealthView>();
    }

    private static async Task<IResult> ReadyAsync(KeyStore keys, CancellationToken cancellation)
    {
        try
        {
            // One point read; whether anything is found does not matter.
            _ = await keys.FindAsync("ready", cancellation);
            return Answer.Json(new HealthView("ready"));
        }
        catch (Exception exception) when (ProblemAnswers.IsOfStore(exception))
        {
            return new Problem(ProblemKind.Unavailable, "The storage account does not answer.") { RetryAfter = TimeSpan.FromSeconds(5) };
        }
    }

    internal sealed record HealthView(string Status);
}
