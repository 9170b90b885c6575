using Microsoft.AspNetCore.Http;

namespace Notifier.Api.Problems;

/// <summary>An answer that says what is wrong, where, and what to do (RFC 9457).</summary>
internal sealed record Problem(ProblemKind Kind, string Detail) : IResult
{
    public const string MediaType = "application/problem+json";

    public IReadOnlyList<ProblemError> Errors { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Set where the log holds more than may be told.</summary>
    public string? TraceId { get; init; }

    public static Problem NotFound(string what) => new(ProblemKind.NotFound, $"There is no {what}.");

    public static Problem InvalidBody(IReadOnlyList<ProblemError> errors) => new(ProblemKind.InvalidBody, Summary(errors)) { Errors = errors };

    public static Problem InvalidQuery(string parameter, string detail) =>
        new(ProblemKind.InvalidQuery, $"{parameter}: {detail}") { Errors = [new("", detail) { Parameter = parameter, Code = "invalid-value" }] };

    public static string Summary(IReadOnlyList<ProblemError> errors) => errors.Count switch
    {
        0 => "The body is not right.",
        1 => errors[0].Detail,
        _ => $"{errors[0].Detail} And {errors.Count - 1} more; see errors.",
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Kind.Status;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var body = new ProblemBody(Kind.Type, Kind.Title, Kind.Status, Detail, Errors.Count == 0 ? null : Errors, TraceId);
        return response.WriteAsJsonAsync(body, ApiJson.Options, MediaType, httpContext.RequestAborted);
    }
}

/// <summary>The members of a problem as written.</summary>
internal sealed record ProblemBody(string Type, string Title, int Status, string Detail, IReadOnlyList<ProblemError>? Errors, string? TraceId);

/// <param name="Pointer">JSON Pointer (RFC 6901) into the body; empty for the whole.</param>
/// <param name="Detail">What is wrong and how to mend it.</param>
internal sealed record ProblemError(string Pointer, string Detail)
{
    /// <summary>Stable, for example <c>unknown-field</c> or a lint finding's code.</summary>
    public string? Code { get; init; }

    /// <summary>Name of the query parameter or header, where the error is not in the body.</summary>
    public string? Parameter { get; init; }

    /// <summary>1-based, in the body as sent.</summary>
    public int? Line { get; init; }

    /// <summary>1-based, in code points.</summary>
    public int? Column { get; init; }
}
