using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Idempotency;
using Notifier.Api.Limits;
using Notifier.Api.Problems;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;
using Notifier.Subscriptions;

namespace Notifier.Api.Subscriptions;

/// <summary>What the owner of a channel does with it: replaces its secret, sees whether it works.</summary>
internal static class ChannelRoutes
{
    private const int LongestKeep = 168;
    private const int SecretBytes = 32;
    private static readonly TimeSpan UsualKeep = TimeSpan.FromHours(24);

    /// <param name="one">The routes of one subscription, with the check of who may.</param>
    public static void MapChannel(this IEndpointRouteBuilder one)
    {
        one.MapPost("/secret", RotateAsync).Idempotent().WithName("rotateSecret").WithSummary("Replaces the signing secret; the old one signs beside it for a while")
            .Accepts<SecretRequest>("application/json").Produces<SecretView>();
        one.MapPost("/test", TestAsync).LimitChannelTests().WithName("testSubscription").WithSummary("Sends one test message at once and says what came of it").Produces<TestView>();
    }

    private static async Task<IResult> RotateAsync(string id, HttpRequest request, SubscriptionStore store, TimeProvider time, CancellationToken cancellation)
    {
        var (body, problem) = request.ContentLength is null or 0 && request.ContentType is null ? (new SecretRequest(), null) : await JsonBody.ReadAsync<SecretRequest>(request);
        if (body is null)
            return problem!;
        if (body.KeepOldHours is < 0 or > LongestKeep)
            return await RefuseAsync(request, "/keepOldHours", $"give 0 to {LongestKeep} hours");
        while (await store.FindAsync(id, cancellation) is { } stored)
        {
            var channel = stored.Subscription.Channel;
            if (SecretProblem(channel.Type, body) is { } wrong)
                return body.Secret is null ? new Problem(ProblemKind.Conflict, wrong) : await RefuseAsync(request, "/secret", wrong);
            var (now, secret) = (time.GetUtcNow(), body.Secret ?? WebhookSecret.From(RandomNumberGenerator.GetBytes(SecretBytes)).Reveal());
            // A bot of a chat knows one secret.
            var keep = channel.Type != ChannelType.Webhook ? TimeSpan.Zero : body.KeepOldHours is { } hours ? TimeSpan.FromHours(hours) : UsualKeep;
            if (channel.WithSecret(secret, keep, now) is not { } changed)
                return new Problem(ProblemKind.Conflict, $"{SecretRotation.MostRetired} old secrets sign beside the present one already. Wait until one ends, or give keepOldHours 0, which ends all of them at once.");
            if (await store.ReplaceAsync(stored with { Subscription = stored.Subscription with { Channel = changed } }, cancellation))
                return Answer.Json(new SecretView(secret, changed.Retired.Count == 0 ? null : changed.Retired.Max(old => old.Ends)));
        }

        return Problem.NotFound("such subscription");
    }

    private static string? SecretProblem(ChannelType type, SecretRequest body) => type switch
    {
        ChannelType.Webhook when body.Secret is null => null,
        ChannelType.Webhook => body.Secret.StartsWith(WebhookSecret.Prefix, StringComparison.Ordinal) && WebhookSecret.TryParse(body.Secret, out _)
            ? null
            : $"give {WebhookSecret.Prefix} and base64 of {WebhookSecret.ShortestKey} to {WebhookSecret.LongestKey} bytes, or leave it out for a new one",
        ChannelType.Feishu when body.Secret is null => "A group's bot gets its secret from Feishu: give it as 'secret'.",
        ChannelType.Feishu => FeishuBot.SecretProblem(body.Secret) is { Length: > 0 } wrong ? wrong : null,
        _ => "Mail is not signed with a secret: there is none to replace.",
    };

    private static async Task<IResult> RefuseAsync(HttpRequest request, string pointer, string detail) =>
        await JsonBody.RefuseAsync(request, [new ProblemError(pointer, $"{pointer[1..]}: {detail}") { Code = "invalid-value" }]);

    private static async Task<IResult> TestAsync(string id, SubscriptionStore store, ChannelTest test, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such subscription");
        return ChannelTest.MayTry(stored)
            ? Answer.Json(TestView.Of(await test.RunAsync(stored, cancellation)))
            : new Problem(ProblemKind.Conflict, stored.Subscription.State == SubscriptionState.Pending
                ? "It has not been confirmed yet: nothing is sent before that."
                : "It is switched off: nothing is sent to it.");
    }

    /// <param name="Secret"><c>whsec_…</c> of 24 to 64 bytes, or a bot's secret; a new one is made where it is absent.</param>
    /// <param name="KeepOldHours">How long the old secret signs beside the new one: 0 to 168, 24 where it is absent.</param>
    internal sealed record SecretRequest(string? Secret = null, int? KeepOldHours = null);

    /// <param name="Secret">Shown in this answer and never again.</param>
    /// <param name="OldUntil">Until when messages are signed with what it replaces, too; absent where that has ended.</param>
    internal sealed record SecretView(string Secret, DateTimeOffset? OldUntil);

    /// <param name="Delivery">Where the attempt is kept, as <c>/api/deliveries/{id}</c> names it.</param>
    /// <param name="Result"><c>sent</c>, or what kind of failure it was.</param>
    /// <param name="Status">What the receiver answered, where it did.</param>
    internal sealed record TestView(AttemptResult Result, AttemptReason Reason, int? Status, int Milliseconds, string Delivery)
    {
        public static TestView Of(Delivery delivery)
        {
            var attempt = delivery.Attempts[^1];
            return new(attempt.Result, attempt.Reason, attempt.Status, attempt.Milliseconds, DeliveryAddress.Of(delivery).ToString());
        }
    }
}
