using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Idempotency;
using Notifier.Api.Keys;
using Notifier.Api.Limits;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Deliveries;
using Notifier.Subscriptions;

namespace Notifier.Api.Subscriptions;

/// <summary><c>/api/subscriptions</c>: anybody may ask for one; an operator sees and removes them.</summary>
internal static class SubscriptionRoutes
{
    private const string List = "subscriptions";

    public static void MapSubscriptions(this IEndpointRouteBuilder api)
    {
        var subscriptions = api.MapGroup("/subscriptions").WithTags("Subscriptions");
        subscriptions.MapPost("", RequestAsync).AllowAnonymous().LimitPublicChanges().Idempotent()
            .WithName("subscribe").WithSummary("Asks for warnings by mail or webhook; it begins when the address or the webhook has answered")
            .Accepts<SubscriptionRequest>("application/json").Produces<AcceptedView>(202);

        var admin = subscriptions.MapGroup("/").RequireScope(KeyScope.Admin);
        admin.MapRead("", ListAsync).WithName("listSubscriptions").WithSummary("All subscriptions, their addresses masked").WithMetadata([.. TakesQuery.Page]).Produces<Page<SubscriptionItem>>();
        admin.MapRead("/{id}", FindAsync).WithName("getSubscription").WithSummary("One subscription").Produces<SubscriptionItem>();
        admin.MapDelete("/{id}", DeleteAsync).WithName("deleteSubscription").WithSummary("Removes a subscription and everything of it")
            .WithMetadata(new TakesPreconditions()).Produces(204);
    }

    private static async Task<IResult> RequestAsync(HttpContext context, SubscriptionRequests requests, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<SubscriptionRequest>(context.Request);
        if (body is null)
            return problem!;
        var answer = await requests.RequestAsync(body, context.User.Has(KeyScope.Admin), cancellation);
        if (!answer.Accepted)
            return await JsonBody.RefuseAsync(context.Request, [.. answer.Problems.Select(each => new ProblemError(each.Pointer, $"{each.Pointer[1..]}: {each.Message}") { Code = "invalid-value" })]);
        return Answer.Json(AcceptedView.Of(answer, context.User.Has(KeyScope.Admin)), StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, SubscriptionReader reader, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        if (problem is not null)
            return problem;
        PageCursor? after = null;
        if (page.After is not null && !PageCursor.TryParse(page.After, out after))
            return Problem.InvalidQuery("cursor", "give the 'next' of this list's last page, unchanged");
        var found = await reader.ListAsync(after, page.Limit, cancellation);
        return Answer.Json(new Page<SubscriptionItem>([.. found.Subscriptions.Select(SubscriptionItem.Of)], PageRequest.Next(List, found.Next, found.Next is not null)));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, SubscriptionStore store, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such subscription");
        return Preconditions.NotModified(context, stored.ETag.ToString()) ? Answer.NotModified : Answer.Json(SubscriptionItem.Of(stored));
    }

    /// <summary>If-Match is judged where it is sent, and not asked for: its owner may leave at any time, and so may an operator end it.</summary>
    private static async Task<IResult> DeleteAsync(string id, HttpRequest request, SubscriptionStore store, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such subscription");
        if (request.Headers.IfMatch.Count > 0 && Preconditions.Judge(request, stored.ETag.ToString()) is { } problem)
            return problem;
        await store.RemoveAsync(id, cancellation);
        return Answer.NoContent;
    }

    /// <param name="Id">Of a webhook's subscription.</param>
    /// <param name="Secret">A webhook's signing secret, shown in this answer and never again.</param>
    internal sealed record AcceptedView(string Detail, string? Id, string? Secret)
    {
        public static AcceptedView Of(RequestAnswer answer, bool trusted) => new(
            (answer.Secret, trusted) switch
            {
                (null, _) => "If this address may be written to, a mail with a link is on its way: follow it to begin.",
                (_, true) => "It is active. Every message is signed with this secret.",
                (_, false) => "A signed challenge is on its way to the webhook: answer 2xx with a body that contains it to begin.",
            },
            answer.Subscription,
            answer.Secret);
    }

    /// <param name="Target">Masked: <c>a…@example.org</c> or the webhook's origin.</param>
    /// <param name="Disabled">Why it is switched off.</param>
    internal sealed record SubscriptionItem(
        string Id, string Channel, string Target, string State, SubscriptionTerms Terms, DateTimeOffset Created, DateTimeOffset? Confirmed, string? Disabled)
    {
        public static SubscriptionItem Of(StoredSubscription stored)
        {
            var view = SubscriptionView.Of(stored);
            return new(
                stored.Id, Word(view.Type), view.Target, Word(view.State), SubscriptionTerms.Of(stored.Subscription),
                stored.Created, stored.Confirmed, stored.Disabled is { } reason ? Word(reason) : null);
        }

        private static string Word<T>(T value)
            where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
    }
}
