using Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifier.Dashboard;
using Notifier.Entries;
using Notifier.Episodes;

namespace Notifier.Api.Problems;

/// <summary>Turns what the framework answers without a body, and what is thrown, into problems; into a readable page for a browser.</summary>
internal static class ProblemAnswers
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(5);

    public static IApplicationBuilder UseProblemAnswers(this IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerExceptionAsync,
            // The handler logs itself: an unreachable store is no bug of ours and needs no stack trace per request.
            SuppressDiagnosticsCallback = static _ => true,
        })
        .UseStatusCodePages(static status => AnswerStatusAsync(status.HttpContext));

    /// <summary>Says more than the status alone where a part that sets only the status knows more.</summary>
    public static void Explain(this HttpContext context, string detail) => context.Items[typeof(ProblemAnswers)] = detail;

    /// <summary>The store's own failure, or that of its last of several tries.</summary>
    public static bool IsOfStore(Exception exception) =>
        exception is RequestFailedException || (exception is AggregateException tries && tries.InnerExceptions.All(each => each is RequestFailedException or IOException or HttpRequestException or TaskCanceledException));

    private static Task AnswerStatusAsync(HttpContext context)
    {
        var kind = ProblemKind.Of(context.Response.StatusCode);
        return AnswerAsync(context, new Problem(kind, context.Items[typeof(ProblemAnswers)] as string ?? Detail(kind, context)));
    }

    private static Task AnswerExceptionAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = exception switch
        {
            BadHttpRequestException bad => new Problem(ProblemKind.Of(bad.StatusCode), Detail(ProblemKind.Of(bad.StatusCode), context)),
            ShardConflictException => new Problem(ProblemKind.Unavailable, "Others change the same series again and again. Try again shortly.") { RetryAfter = Shortly },
            EntryConflictException => new Problem(ProblemKind.Unavailable, "Others post entries of the same source again and again. Try again shortly.") { RetryAfter = Shortly },
            not null when IsOfStore(exception) => new Problem(ProblemKind.Unavailable, "The storage account does not answer as it should. Try again shortly.") { RetryAfter = Shortly },
            _ => new Problem(ProblemKind.Internal, "The log holds the reason under this trace id.") { TraceId = context.TraceIdentifier },
        };
        if (problem.Kind.Status >= 500 && exception is not null)
            Log.Failed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProblemAnswers)), exception, context.Request.Method, context.TraceIdentifier);
        return AnswerAsync(context, problem);
    }

    private static Task AnswerAsync(HttpContext context, Problem problem) => ErrorPage.Wanted(context.Request)
        ? ErrorPage.ExecuteAsync(context, problem)
        : problem.ExecuteAsync(context);

    private static string Detail(ProblemKind kind, HttpContext context) => kind.Status switch
    {
        401 => "Send 'Authorization: Bearer ntf_…' with a valid key.",
        404 => "The API begins at /api and is described at /openapi/v1.json.",
        405 => $"{context.Request.Method} is not one of: {context.Response.Headers.Allow}.",
        413 => "Send less at once.",
        415 => "Send 'Content-Type: application/json'.",
        _ => kind.Title + ".",
    };
}

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed, trace {TraceId}")]
    public static partial void Failed(ILogger logger, Exception exception, string method, string traceId);
}
