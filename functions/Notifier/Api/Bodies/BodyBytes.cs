using Microsoft.AspNetCore.Http;
using Notifier.Api.Problems;

namespace Notifier.Api.Bodies;

/// <summary>The body of a request, read once and with a bound; under the Functions host no server limit stands before it.</summary>
internal static class BodyBytes
{
    public const int DefaultLimit = 1024 * 1024;

    /// <summary>The largest that any route takes; a server in front of it need not read more.</summary>
    public const int LargestLimit = 8 * DefaultLimit;

    /// <summary>Reads the body, or gives the bytes that were read before in this request.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, Problem? Problem)> ReadAsync(HttpRequest request)
    {
        if (request.HttpContext.Items[typeof(BodyBytes)] is ReadOnlyMemory<byte> known)
            return (known, null);
        var limit = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? DefaultLimit;
        if (request.Headers.ContentEncoding.Count > 0)
            return (default, new Problem(ProblemKind.UnsupportedMediaType, "Send the body without Content-Encoding."));
        if (request.ContentLength > limit)
            return (default, TooLarge(limit));

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            if (buffer.Length + count > limit)
                return (default, TooLarge(limit));
            buffer.Write(chunk, 0, count);
        }

        ReadOnlyMemory<byte> bytes = buffer.ToArray();
        request.HttpContext.Items[typeof(BodyBytes)] = bytes;
        return (bytes, null);
    }

    private static Problem TooLarge(int limit) => new(ProblemKind.TooLarge, $"At most {limit} bytes are taken at once. Send less.");
}

/// <summary>Metadata of an endpoint that takes another size of body than <see cref="BodyBytes.DefaultLimit"/>.</summary>
internal sealed record BodyLimit(int Bytes);
