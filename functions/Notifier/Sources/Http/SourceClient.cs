using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Notifier.Outgoing;
using Polly;
using Polly.Timeout;

namespace Notifier.Sources.Http;

/// <summary>
/// The pipeline of every client that asks a source, from outside to inside: redirects, retries, pacing, the timeout of a try,
/// the bounded body, the guarded connection. Requests are never logged: addresses and headers may carry keys.
/// </summary>
internal static class SourceClient
{
    /// <summary>Named client of the generic kinds.</summary>
    public const string Generic = "sources";

    private const string UserAgent = "Notifier/1.0 (early warnings for prices and policy; polls conditionally, on a schedule)";

    /// <summary>That of a typed client of text: of whatever charset its bodies are, they are read as UTF-8.</summary>
    public static IHttpClientBuilder UseTextPipeline(this IHttpClientBuilder client) =>
        client.AddHttpMessageHandler(static () => new Utf8BodyHandler()).UseSourcePipeline();

    public static IHttpClientBuilder UseSourcePipeline(this IHttpClientBuilder client)
    {
        client.RemoveAllLoggers();
        client.ConfigureHttpClient(static http =>
        {
            // Each try has a timeout of its own.
            http.Timeout = Timeout.InfiniteTimeSpan;
            http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        });
        client.AddHttpMessageHandler(static () => new RedirectHandler());
        client.AddResilienceHandler("retries", static (pipeline, context) => Retry(pipeline, Options(context.ServiceProvider)));
        client.AddHttpMessageHandler(static services => new PacingHandler(services.GetRequiredService<HostPacing>()));
        client.AddResilienceHandler("try", static (pipeline, context) => Limit(pipeline, Options(context.ServiceProvider)));
        client.AddHttpMessageHandler(static services => new BoundedBodyHandler(services.GetRequiredService<IOptions<SourceHttpOptions>>()));
        return client.UseGuardedConnection();
    }

    private static SourceHttpOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<SourceHttpOptions>>().Value;

    // Under a simulated clock a source still answers in real time.
    private static void Retry(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, SourceHttpOptions options)
    {
        pipeline.TimeProvider = TimeProvider.System;
        if (options.Retries == 0)
            return;
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries,
            Delay = options.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = outcome => ValueTask.FromResult(IsWorthRetrying(outcome.Outcome, options)),
        });
    }

    private static void Limit(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, SourceHttpOptions options)
    {
        pipeline.TimeProvider = TimeProvider.System;
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions { Timeout = options.AttemptTimeout });
    }

    private static bool IsWorthRetrying(Outcome<HttpResponseMessage> outcome, SourceHttpOptions options) => outcome switch
    {
        { Exception: TimeoutRejectedException } => true,
        { Exception: HttpRequestException { InnerException: AddressNotAllowedException } } => false,
        { Exception: HttpRequestException or HttpIOException or BodyBrokenException } => true,
        { Result: { } answer } => IsTransient(answer.StatusCode) && !(HttpFailures.RetryAfter(answer) > options.LongestRetryAfter),
        _ => false,
    };

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (>= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented);
}
