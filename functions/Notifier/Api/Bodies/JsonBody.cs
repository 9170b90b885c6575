using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Notifier.Api.Problems;

namespace Notifier.Api.Bodies;

/// <summary>A body as a value, or everything that is wrong with it with its place.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = ApiJson.MaximumDepth,
        AllowDuplicateProperties = false,
    };

    public static async Task<(T? Value, Problem? Problem)> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        var (bytes, problem) = await ReadTextAsync(request);
        return problem is null ? Parse<T>(bytes) : (null, problem);
    }

    /// <summary>The body as UTF-8 text without a byte order mark, for those who parse it themselves.</summary>
    public static async Task<(ReadOnlyMemory<byte> Text, Problem? Problem)> ReadTextAsync(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
            return (default, new Problem(ProblemKind.UnsupportedMediaType, "Send 'Content-Type: application/json' (UTF-8)."));
        var (bytes, problem) = await BodyBytes.ReadAsync(request);
        if (problem is not null)
            return (default, problem);
        if (bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        return Utf8.IsValid(bytes.Span) ? (bytes, null) : (default, Malformed("The body is not valid UTF-8."));
    }

    /// <summary>Adds line and column to errors that name a pointer.</summary>
    public static IReadOnlyList<ProblemError> WithPlaces(ReadOnlyMemory<byte> text, IReadOnlyList<ProblemError> errors)
    {
        var places = JsonPlaces.Of(text.Span);
        return [.. errors.Select(error => places.Place(error))];
    }

    /// <summary>Refuses a body that was read before, with the places of the errors.</summary>
    /// <param name="kind">Null for a body that could never be taken.</param>
    public static async Task<Problem> RefuseAsync(HttpRequest request, IReadOnlyList<ProblemError> errors, ProblemKind? kind = null)
    {
        var (text, problem) = await ReadTextAsync(request);
        return problem ?? new Problem(kind ?? ProblemKind.InvalidBody, Problem.Summary(errors)) { Errors = WithPlaces(text, errors) };
    }

    public static (T? Value, Problem? Problem) Parse<T>(ReadOnlyMemory<byte> text)
        where T : class
    {
        if (JsonPlaces.FaultOf(text.Span) is { } fault)
            return (null, new Problem(ProblemKind.InvalidJson, fault.Detail) { Errors = [fault] });
        using var document = JsonDocument.Parse(text, Strict);
        var errors = new List<ProblemError>();
        JsonShape.Check(document.RootElement, ApiJson.Options.GetTypeInfo(typeof(T)), "", errors);
        if (errors.Count > 0)
            return (null, Problem.InvalidBody(WithPlaces(text, errors)));
        try
        {
            return (document.Deserialize<T>(ApiJson.Options)!, null);
        }
        catch (JsonException exception)
        {
            var error = new ProblemError(JsonPointer.FromPath(exception.Path), "The value cannot be read.") { Code = "invalid-value" };
            return (null, Problem.InvalidBody(WithPlaces(text, [error])));
        }
    }

    private static Problem Malformed(string detail) =>
        new(ProblemKind.InvalidJson, detail) { Errors = [new("", detail) { Code = "malformed" }] };

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
