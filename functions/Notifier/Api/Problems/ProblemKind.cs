namespace Notifier.Api.Problems;

/// <summary>The closed set of what a request can be told. The code is stable; <see cref="Type"/> is what a client compares.</summary>
internal sealed record ProblemKind(string Code, int Status, string Title)
{
    public static ProblemKind InvalidJson { get; } = new("invalid-json", 400, "The body is not the JSON that is expected here");
    public static ProblemKind InvalidBody { get; } = new("invalid-body", 400, "The body says something that cannot be");
    public static ProblemKind InvalidRule { get; } = new("invalid-rule", 400, "The rule has findings");
    public static ProblemKind InvalidQuery { get; } = new("invalid-query", 400, "A parameter of the address is not right");
    public static ProblemKind InvalidToken { get; } = new("invalid-token", 400, "The link is not valid or has expired");
    public static ProblemKind BadRequest { get; } = new("bad-request", 400, "The request is not right");
    public static ProblemKind Unauthorized { get; } = new("unauthorized", 401, "A valid key is needed");
    public static ProblemKind Forbidden { get; } = new("forbidden", 403, "The key's scope is not enough");
    public static ProblemKind NotFound { get; } = new("not-found", 404, "There is nothing here");
    public static ProblemKind MethodNotAllowed { get; } = new("method-not-allowed", 405, "The method is not allowed here");
    public static ProblemKind NotAcceptable { get; } = new("not-acceptable", 406, "The answer cannot be given in the form asked for");
    public static ProblemKind RequestTimeout { get; } = new("request-timeout", 408, "The request came too slowly");
    public static ProblemKind Conflict { get; } = new("conflict", 409, "The request is at odds with what is stored");
    public static ProblemKind InProgress { get; } = new("in-progress", 409, "The same request is being worked on");
    public static ProblemKind PreconditionFailed { get; } = new("precondition-failed", 412, "It was changed since it was read");
    public static ProblemKind TooLarge { get; } = new("too-large", 413, "The body is too large");
    public static ProblemKind AddressTooLong { get; } = new("address-too-long", 414, "The address is too long");
    public static ProblemKind UnsupportedMediaType { get; } = new("unsupported-media-type", 415, "The body's media type is not supported");
    public static ProblemKind KeyReused { get; } = new("idempotency-key-reused", 422, "The Idempotency-Key was used with another request");
    public static ProblemKind PreconditionRequired { get; } = new("precondition-required", 428, "Say which version you saw");
    public static ProblemKind TooManyRequests { get; } = new("too-many-requests", 429, "Too many requests");
    public static ProblemKind HeadersTooLarge { get; } = new("headers-too-large", 431, "The headers are too large");
    public static ProblemKind Internal { get; } = new("internal", 500, "Something went wrong here");
    public static ProblemKind Unavailable { get; } = new("unavailable", 503, "The store does not answer just now");

    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        InvalidJson, InvalidBody, InvalidRule, InvalidQuery, InvalidToken, BadRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed,
        NotAcceptable, RequestTimeout, Conflict, InProgress, PreconditionFailed, TooLarge, AddressTooLong, UnsupportedMediaType, KeyReused,
        PreconditionRequired, TooManyRequests, HeadersTooLarge, Internal, Unavailable,
    ];

    public string Type => $"urn:notifier:problem:{Code}";

    /// <summary>The kind for a status that the framework chose.</summary>
    public static ProblemKind Of(int status) => status switch
    {
        400 => BadRequest,
        409 => Conflict,
        _ => All.FirstOrDefault(kind => kind.Status == status) ?? (status >= 500 ? Internal : BadRequest),
    };
}
