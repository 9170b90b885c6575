using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Idempotency;
using Notifier.Api.OpenApi;
using Notifier.Api.Problems;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;

namespace Notifier.Api.Deliveries;

/// <summary><c>/api/deliveries/replay</c>: many dead letters are sent again, page by page in the background; how far it is can be asked.</summary>
internal static class ReplayRoutes
{
    public static void Map(IEndpointRouteBuilder deliveries)
    {
        deliveries.MapPost("/replay", BeginAsync).Idempotent().WithName("replayDeliveries")
            .WithSummary("Sends the dead letters again that a filter names; what was sent is never sent again")
            .Accepts<ReplayBody>("application/json").Produces<ReplayView>(202);
        deliveries.MapRead("/replays/{id}", FindAsync).WithName("getReplay").WithSummary("How far a replay is").Produces<ReplayView>();
    }

    private static async Task<IResult> BeginAsync(HttpRequest request, Replays replays, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<ReplayBody>(request);
        if (body is null)
            return problem!;
        var errors = new List<ProblemError>();
        var filter = DeadLetterQuery.Read(body.From, body.To, body.Subscription, body.Channel, body.Warning, errors);
        if (body.State != "dead")
            errors.Add(new("/state", "Give \"dead\": only what was given up is sent again.") { Code = "invalid-value" });
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(request, errors);
        return Answer.Json(ReplayView.Of(await replays.BeginAsync(filter, cancellation)), StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> FindAsync(string id, Replays replays, CancellationToken cancellation) =>
        await replays.FindAsync(id, cancellation) is { } replay ? Answer.Json(ReplayView.Of(replay)) : Problem.NotFound("such replay");

    /// <param name="State"><c>dead</c>.</param>
    /// <param name="From">Made at this instant or later.</param>
    /// <param name="To">Made at this instant or earlier.</param>
    /// <param name="Subscription">Id of a subscription.</param>
    /// <param name="Channel"><c>email</c>, <c>webhook</c> or <c>feishu</c>.</param>
    /// <param name="Warning">Id of a warning.</param>
    internal sealed record ReplayBody(string State, string? From = null, string? To = null, string? Subscription = null, string? Channel = null, string? Warning = null);

    /// <param name="Matching">How many dead letters there were when it was asked for.</param>
    /// <param name="Replayed">How many of them are on their way again.</param>
    /// <param name="Done">Whether all are.</param>
    internal sealed record ReplayView(
        string Id, DateTimeOffset Requested, int Matching, int Replayed, bool Done,
        DateTimeOffset? From, DateTimeOffset? To, string? Subscription, ChannelType? Channel, string? Warning)
    {
        public static ReplayView Of(Replay replay) => new(
            replay.Id, replay.Requested, replay.Matching, replay.Replayed, replay.Done,
            replay.Filter.From, replay.Filter.To, replay.Filter.Subscription, replay.Filter.Channel, replay.Filter.Warning);
    }
}
