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
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;
using Notifier.Subscriptions;
using Notifier.Subscriptions.Addresses;

namespace Notifier.Api.Subscriptions;

/// <summary><c>/api/subscriptions</c>: anybody may ask for one; its owner and an operator see, change and remove it.</summary>
internal static class SubscriptionRoutes
{
    private const string List = "subscriptions";

    public static void MapSubscriptions(this IEndpointRouteBuilder api)
    {
        var subscriptions = api.MapGroup("/subscriptions").WithTags("Subscriptions");
        subscriptions.MapPost("", RequestAsync).AllowAnonymous().LimitPublicChanges().Idempotent()
            .WithName("subscribe").WithSummary("Asks for warnings by mail or webhook; it begins when the address or the webhook has answered")
            .Accepts<SubscriptionRequest>("application/json").Produces<AcceptedView>(202);

        subscriptions.MapRead("", ListAsync).RequireScope(KeyScope.Admin)
            .WithName("listSubscriptions").WithSummary("All subscriptions, their addresses masked").WithMetadata([.. TakesQuery.Page]).Produces<Page<SubscriptionItem>>();

        var one = subscriptions.MapGroup("/{id}").RequireOwner();
        one.MapRead("", FindAsync).WithName("getSubscription").WithSummary("One subscription").Produces<SubscriptionItem>();
        one.MapPatch("", ChangeAsync).WithName("changeSubscription").WithSummary("Changes the terms that are given (JSON Merge Patch); null sets one back")
            .WithMetadata(new TakesPreconditions()).Accepts<TermsRequest>("application/merge-patch+json", "application/json").Produces<SubscriptionItem>();
        one.MapRead("/explain", ExplainAsync).WithName("explainWarning").WithSummary("Why a warning was told to a subscription, or what held it back")
            .WithMetadata(new TakesQuery("warning", "Id of the warning.")).Produces<ExplanationView>();
        one.MapRead("/export", ExportAsync).WithName("exportSubscription").WithSummary("Everything that is held about its address, or about it where it is no address's").Produces<AddressExport>();
        one.MapPost("/enable", EnableAsync).WithName("enableSubscription").WithSummary("Switches on again what was switched off").Produces<SubscriptionItem>();
        one.MapDelete("", DeleteAsync).WithName("deleteSubscription").WithSummary("Removes a subscription and everything of it")
            .WithMetadata(new TakesPreconditions()).Produces(204);
        one.MapChannel();
    }

    private static async Task<IResult> RequestAsync(
        HttpContext context, SubscriptionRequests requests, LinkTokens tokens, PublicLinks links, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<SubscriptionRequest>(context.Request);
        if (body is null)
            return problem!;
        var answer = await requests.RequestAsync(body, context.User.Has(KeyScope.Admin), cancellation);
        if (!answer.Accepted)
            return await RefuseAsync(context.Request, answer.Problems);
        var manage = answer.Subscription is { } id ? links.Manage(await tokens.CreateAsync(LinkPurpose.Manage, id, cancellation)) : null;
        return Answer.Json(AcceptedView.Of(answer, context.User.Has(KeyScope.Admin), manage), StatusCodes.Status202Accepted);
    }

    private static Task<Problem> RefuseAsync(HttpRequest request, IReadOnlyList<RequestProblem> problems) =>
        JsonBody.RefuseAsync(request, [.. problems.Select(each => new ProblemError(each.Pointer, $"{each.Pointer[1..]}: {each.Message}") { Code = "invalid-value" })]);

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

    /// <summary>A merge patch (RFC 7396) over the terms as <c>GET</c> shows them.</summary>
    private static async Task<IResult> ChangeAsync(string id, HttpContext context, SubscriptionStore store, SubscriptionChanges changes, CancellationToken cancellation)
    {
        var request = context.Request;
        var (patch, problem) = await JsonBody.ReadAsync<TermsRequest>(request);
        if (patch is null)
            return problem!;
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such subscription");
        if (Preconditions.Judge(request, stored.ETag.ToString()) is { } failed)
            return failed;
        var shown = TermsRequest.Of(stored.Terms, stored.Subscription.Channel.Type);
        var merged = MergePatch.Apply(shown, (await JsonBody.ReadTextAsync(request)).Text);
        var result = await changes.ChangeAsync(stored, merged, patch.Match, cancellation);
        if (result.Problems.Count > 0)
            return await RefuseAsync(request, result.Problems);
        if (result.Changed is not { } changed)
            return Preconditions.Changed();
        context.Response.SetETag(changed.ETag.ToString());
        return Answer.Json(SubscriptionItem.Of(changed));
    }

    private static async Task<IResult> ExplainAsync(
        string id, HttpRequest request, SubscriptionStore store, WarningStore warnings, Explanations explanations, CancellationToken cancellation)
    {
        if (request.Query["warning"] is not [{ } warningId] || !DeliveryId.IsValid(warningId))
            return Problem.InvalidQuery("warning", "give the id of one warning");
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such subscription");
        return await warnings.FindAsync(warningId, cancellation) is { } warning
            ? Answer.Json(ExplanationView.Of(await explanations.ExplainAsync(stored, warning, cancellation), warning.Mute))
            : Problem.NotFound("such warning");
    }

    private static async Task<IResult> ExportAsync(string id, SubscriptionStore store, AddressRecords records, TimeProvider time, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such subscription");
        return Answer.Json(EmailAddress.TryParse(stored.Subscription.Channel.Target, out var address, out _)
            ? AddressExport.Of(await records.ReadAsync(address, cancellation), time.GetUtcNow())
            : AddressExport.Of(await records.ReadAsync(stored, asContact: false, cancellation), time.GetUtcNow()));
    }

    /// <summary>Its owner undoes what a failing receiver brought about; what a person decided, or a mail service, an operator.</summary>
    private static async Task<IResult> EnableAsync(string id, HttpContext context, SubscriptionStore store, TimeProvider time, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such subscription");
        var trusted = context.User.Has(KeyScope.Admin);
        if (stored.Subscription.State == SubscriptionState.Pending || stored.Confirmed is null)
            return new Problem(ProblemKind.Conflict, "It was never confirmed: ask for it again.");
        if (!trusted && stored.Disabled is not (null or DisabledReason.Gone or DisabledReason.Failing))
            return new Problem(ProblemKind.Conflict, "Only an operator can switch it on again.");
        return await store.ActivateAsync(id, time.GetUtcNow(), cancellation, trusted) is { } active
            ? Answer.Json(SubscriptionItem.Of(active))
            : Problem.NotFound("such subscription");
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
}
