using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Notifier.Api.Problems;

namespace Notifier.Api;

/// <summary>
/// Optimistic concurrency (RFC 9110 section 13): what exists is changed only by who says which version was seen.
/// An entity tag is the store's own, wrapped so that it is a strong tag without quotes inside.
/// </summary>
internal static class Preconditions
{
    public static EntityTagHeaderValue Tag(string storeTag) => new($"\"{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(storeTag))}\"");

    public static void SetETag(this HttpResponse response, string storeTag) => response.Headers.ETag = Tag(storeTag).ToString();

    /// <summary>For PUT and DELETE.</summary>
    /// <param name="current">The store's tag of what exists; null where nothing does.</param>
    /// <returns>Null where the change may go on.</returns>
    public static Problem? Judge(HttpRequest request, string? current)
    {
        var headers = request.GetTypedHeaders();
        if (Unreadable(request.Headers.IfMatch, headers.IfMatch) || Unreadable(request.Headers.IfNoneMatch, headers.IfNoneMatch))
            return new(ProblemKind.BadRequest, "If-Match and If-None-Match hold entity tags in double quotes, as the ETag header gave them, or *.");
        if (current is null)
            return headers.IfMatch.Count == 0 ? null : new(ProblemKind.PreconditionFailed, "It does not exist (any more). Leave If-Match out to create it.");
        if (headers.IfNoneMatch.Any(tag => Matches(tag, current)))
            return new(ProblemKind.PreconditionFailed, "It exists already. Read it and send its ETag in If-Match to change it.");
        if (headers.IfMatch.Count == 0)
            return new(ProblemKind.PreconditionRequired, "It exists. Send the ETag that you read in If-Match, or If-Match: * to overwrite whatever is there.");
        return headers.IfMatch.Any(tag => Matches(tag, current))
            ? null
            : Changed();
    }

    public static Problem Changed() => new(ProblemKind.PreconditionFailed, "Somebody changed it since. Read it again, then send the new ETag.");

    /// <summary>For GET: sets the ETag, and says whether the client has this version already (answer 304).</summary>
    public static bool NotModified(HttpContext context, string storeTag)
    {
        context.Response.SetETag(storeTag);
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => Matches(tag, storeTag));
    }

    private static bool Matches(EntityTagHeaderValue tag, string current) =>
        tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(Tag(current), useStrongComparison: false);

    private static bool Unreadable(Microsoft.Extensions.Primitives.StringValues sent, IList<EntityTagHeaderValue> read) => sent.Count > 0 && read.Count == 0;
}
