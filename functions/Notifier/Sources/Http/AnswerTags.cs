using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Refit;

namespace Notifier.Sources.Http;

/// <summary>What makes the next request conditional (RFC 9110, 13): the tag and the date of an answer, from poll to poll in the cursor.</summary>
internal static class AnswerTags
{
    /// <summary>As sent: some servers write tags that are none, and still compare them.</summary>
    public static string? Tag(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("ETag", out var values) && values.ToString() is { Length: > 0 and <= 1000 } tag ? tag : null;

    /// <summary>A server that knows no date writes the first of its calendar, which a table cannot hold.</summary>
    public static DateTimeOffset? Modified(HttpContentHeaders headers) => headers.LastModified is { Year: >= 1970 } modified ? modified : null;

    /// <summary>As If-Modified-Since is written; null where nothing is known.</summary>
    public static string? Since(SourceCursor cursor) => cursor.LastModified?.ToString("R", CultureInfo.InvariantCulture);

    public static bool IsNotModified<T>(IApiResponse<T> answer) => answer is { IsReceived: true, StatusCode: HttpStatusCode.NotModified };

    /// <summary>The cursor with the tags of this answer.</summary>
    public static SourceCursor Noted<T>(this SourceCursor cursor, IApiResponse<T> answer) =>
        cursor with { ETag = Tag(answer.Headers!), LastModified = Modified(answer.ContentHeaders!) };
}
