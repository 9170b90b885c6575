using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Api.Bodies;
using Notifier.Api.Keys;
using Notifier.Api.Problems;
using static Notifier.Api.Idempotency.IdempotencyStore;

namespace Notifier.Api.Idempotency;

/// <summary>
/// <c>Idempotency-Key</c> on POST: the same key with the same request gets the first answer again, and the act is done once.
/// Nothing is remembered of an answer that invites another try (5xx, 429).
/// </summary>
internal sealed class IdempotencyFilter : IEndpointFilter
{
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 255;

    /// <summary>The headers that belong to an answer, apart from those of every answer.</summary>
    private static readonly string[] Kept = ["Content-Type", "Location", "ETag"];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (request.Headers[Header] is not { Count: > 0 } header)
            return await next(context);
        if (header is not [{ Length: > 0 and <= LongestKey } key] || key.Any(letter => letter is <= ' ' or > '~'))
            return new Problem(ProblemKind.BadRequest, $"{Header} is one value of 1 to {LongestKey} visible ASCII characters.");
        var (body, problem) = await BodyBytes.ReadAsync(request);
        if (problem is not null)
            return problem;

        var store = request.HttpContext.RequestServices.GetRequiredService<IdempotencyStore>();
        var secret = Encoding.UTF8.GetBytes($"{KeyAuthentication.Token(request)}\n{key}");
        var id = Hash(Encoding.UTF8.GetBytes($"{request.HttpContext.Caller()}\n{request.Method}\n{request.Path}\n{key}"));
        var sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "idempotent answer"u8.ToArray());
        // Keyed, because a body may hold little more than an address, which whoever reads the table could guess and hash.
        var fingerprint = Convert.ToHexStringLower(HMACSHA256.HashData(sealing, body.Span));
        var claim = await store.BeginAsync(id, fingerprint, request.HttpContext.RequestAborted, Hash(body.Span));
        return claim.State switch
        {
            ClaimState.Answered => new Repeated(SealedAnswer.Open(claim.SealedAnswer, sealing)),
            ClaimState.OtherRequest => new Problem(ProblemKind.KeyReused, $"This {Header} came with another body before. Use a new one for a new request."),
            ClaimState.InProgress => new Problem(ProblemKind.InProgress, "The first request with this key is not finished.") { RetryAfter = TimeSpan.FromSeconds(2) },
            _ => new Repeated(await RunAsync(context, next, store, claim, sealing)),
        };
    }

    private static async Task<SealedAnswer> RunAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, IdempotencyStore store, Claim claim, byte[] sealing)
    {
        var done = false;
        try
        {
            var answer = await CaptureAsync(context.HttpContext, await next(context) as IResult ?? Results.Empty);
            if (answer.Status is < 500 and not 429)
            {
                // The act is done; a client that went away must not undo its memory.
                await store.CompleteAsync(claim, answer.Seal(sealing), CancellationToken.None);
                done = true;
            }

            return answer;
        }
        finally
        {
            if (!done)
                await store.ReleaseAsync(claim, CancellationToken.None);
        }
    }

    private static async Task<SealedAnswer> CaptureAsync(HttpContext context, IResult result)
    {
        var response = context.Response;
        var body = response.Body;
        using var captured = new MemoryStream();
        response.Body = captured;
        try
        {
            await result.ExecuteAsync(context);
            await response.BodyWriter.FlushAsync();
        }
        finally
        {
            response.Body = body;
        }

        var headers = Kept.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString());
        return new(response.StatusCode, headers, captured.ToArray());
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed record Repeated(SealedAnswer Answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Answer.Status;
            foreach (var (name, value) in Answer.Headers)
                httpContext.Response.Headers[name] = value;
            if (Answer.Body.Length > 0)
                await httpContext.Response.Body.WriteAsync(Answer.Body, httpContext.RequestAborted);
        }
    }
}

internal static class IdempotencyRoutes
{
    /// <summary>Honours <c>Idempotency-Key</c> on this route.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter<RouteHandlerBuilder, IdempotencyFilter>().WithMetadata(new TakesIdempotencyKey());
}

/// <summary>Metadata: the OpenAPI document then shows the header.</summary>
internal sealed class TakesIdempotencyKey;
