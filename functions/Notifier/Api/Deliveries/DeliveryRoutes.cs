using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Idempotency;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Core.Deliveries;
using Notifier.Deliveries;

namespace Notifier.Api.Deliveries;

/// <summary><c>/api/deliveries</c>: what became of a warning, and what was given up; a dead letter can be sent again.</summary>
internal static class DeliveryRoutes
{
    public static void MapDeliveries(this IEndpointRouteBuilder api)
    {
        var deliveries = api.MapGroup("/deliveries").RequireScope(KeyScope.Admin).WithTags("Deliveries");
        deliveries.MapRead("", ListAsync).WithName("listDeliveries").WithSummary("The deliveries of a warning, or the dead letters")
            .WithMetadata([
                .. TakesQuery.Page,
                new TakesQuery("warning", "Id of the warning."),
                new TakesQuery("state", "`dead`: what was given up, of all warnings. It may be narrowed by what follows."),
                new TakesQuery("from", "Made at this instant or later."),
                new TakesQuery("to", "Made at this instant or earlier."),
                new TakesQuery("subscription", "Id of a subscription."),
                new TakesQuery("channel", "`email`, `webhook` or `feishu`."),
            ])
            .Produces<Page<DeliveryView>>();
        deliveries.MapRead("/{id}", FindAsync).WithName("getDelivery").WithSummary("One delivery with its attempts").Produces<DeliveryView>();
        ReplayRoutes.Map(deliveries);
        deliveries.MapPost("/{id}/replay", ReplayAsync).Idempotent().WithName("replayDelivery").WithSummary("Sends a dead letter again").Produces<DeliveryView>(202);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, DeliveryReader reader, CancellationToken cancellation)
    {
        var (warning, state) = (request.Query["warning"], request.Query["state"]);
        var dead = state.Count == 1 && state[0] == "dead";
        if (state.Count > 0 ? !dead : warning.Count != 1 || !DeliveryId.IsValid(warning[0]))
            return Problem.InvalidQuery(state.Count > 0 ? "state" : "warning", "give either warning=<id of a warning> or state=dead");
        var (filter, wrong) = DeadLetterQuery.Read(request);
        if (wrong is not null)
            return wrong;
        if (!dead && filter! with { Warning = null } != DeadLetterFilter.All)
            return Problem.InvalidQuery("state", "give state=dead: only dead letters are looked for by time, subscription and channel");
        var list = dead ? $"deliveries dead {filter}" : $"deliveries {warning}";
        var (page, problem) = PageRequest.Read(request, list);
        if (problem is not null)
            return problem;
        PageCursor? after = null;
        if (page.After is not null && !PageCursor.TryParse(page.After, out after))
            return Problem.InvalidQuery("cursor", "give the 'next' of this list's last page, unchanged");
        var found = dead
            ? await reader.DeadAsync(filter!, after, page.Limit, cancellation)
            : await reader.OfWarningAsync(warning.ToString(), after, page.Limit, cancellation);
        return Answer.Json(new Page<DeliveryView>([.. found.Deliveries.Select(DeliveryView.Of)], PageRequest.Next(list, found.Next, found.Next is not null)));
    }

    private static async Task<IResult> FindAsync(string id, DeliveryReader reader, CancellationToken cancellation) =>
        DeliveryAddress.TryParse(id, out var address) && await reader.FindAsync(address, cancellation) is { } delivery
            ? Answer.Json(DeliveryView.Of(delivery))
            : Problem.NotFound("such delivery");

    private static async Task<IResult> ReplayAsync(string id, DeliveryReader reader, CancellationToken cancellation)
    {
        if (!DeliveryAddress.TryParse(id, out var address) || await reader.FindAsync(address, cancellation) is not { } delivery)
            return Problem.NotFound("such delivery");
        return await reader.ReplayAsync(address, cancellation)
            ? Answer.Json(DeliveryView.Of((await reader.FindAsync(address, cancellation))!), StatusCodes.Status202Accepted)
            : new Problem(ProblemKind.Conflict, $"Only a dead letter is sent again; this delivery is {delivery.State.ToString().ToLowerInvariant()}.");
    }

    /// <param name="Id">What names it in this API; receivers see the part after the hyphen.</param>
    /// <param name="Due">When it is tried next.</param>
    /// <param name="Reason">What the last attempt came to, of a dead letter why it was given up; null before the first.</param>
    /// <param name="HeldFor">Why it is, or was, kept back; of a summary: why its warnings are one message.</param>
    /// <param name="HeldUntil">Until when it is, or was, kept back.</param>
    /// <param name="Summary">Id of the delivery that tells it together with others.</param>
    /// <param name="Warnings">Ids of the warnings that a summary tells.</param>
    internal sealed record DeliveryView(
        string Id, string Subscription, DeliveryKind Kind, string? Warning, DeliveryState State, int Tries, DateTimeOffset Created, DateTimeOffset? Due, AttemptReason? Reason, IReadOnlyList<Attempt> Attempts,
        SummaryReason? HeldFor, DateTimeOffset? HeldUntil, string? Summary, IReadOnlyList<string>? Warnings)
    {
        public static DeliveryView Of(Delivery delivery) => new(
            DeliveryAddress.Of(delivery).ToString(), delivery.Subscription, delivery.Kind, delivery.Warning.Length == 0 ? null : delivery.Warning,
            delivery.State, delivery.Tries, delivery.Created, delivery.Due, delivery.Attempts.Count > 0 ? delivery.Attempts[^1].Reason : null, delivery.Attempts,
            delivery.HeldFor, delivery.HeldUntil, delivery.Summary is { } summary ? new DeliveryAddress(delivery.Shard, summary).ToString() : null,
            delivery.Members.Count == 0 ? null : delivery.Members);
    }
}
