using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Notifier.Api.Keys;
using Notifier.Api.Problems;

namespace Notifier.Api.Limits;

/// <summary>Token buckets: one per key, one per client without a valid key, and a small one per client for what strangers may change.</summary>
internal sealed class RateLimits(IOptions<LimitOptions> limits, KeyRing keys) : IConfigureOptions<RateLimiterOptions>
{
    public const string PublicChange = "public-change";
    public const string ChannelTest = "channel-test";

    /// <summary>Tests a minute of one subscription, and as many at once: whoever looks at the answer asks no more often.</summary>
    private const int ChannelTests = 6;

    public void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = RejectAsync;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => keys.SeenId(KeyAuthentication.Token(context.Request)) is { } key
            ? Bucket($"key:{key}", limits.Value.PerKey)
            : Bucket($"client:{ClientAddress.Of(context, limits.Value)}", limits.Value.PerClient));
        options.AddPolicy(PublicChange, context => Bucket(ClientAddress.Of(context, limits.Value), limits.Value.PublicChanges));
        options.AddPolicy(ChannelTest, static context => Bucket(context.Request.RouteValues["id"] as string ?? "", ChannelTests));
    }

    private static RateLimitPartition<string> Bucket(string whose, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(whose, _ => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / Math.Min(60, perMinute),
        QueueLimit = 0,
    });

    private static ValueTask RejectAsync(OnRejectedContext context, CancellationToken cancellation)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var problem = new Problem(ProblemKind.TooManyRequests, "You ask more often than is allowed. Wait for the time in Retry-After.") { RetryAfter = wait };
        return new(problem.ExecuteAsync(context.HttpContext));
    }
}

internal static class RateLimitRoutes
{
    /// <summary>Marks a route that strangers may use to change something.</summary>
    public static TBuilder LimitPublicChanges<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireRateLimiting(RateLimits.PublicChange);

    /// <summary>Marks the route that sends a test message to the subscription <c>{id}</c>.</summary>
    public static TBuilder LimitChannelTests<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireRateLimiting(RateLimits.ChannelTest);
}
