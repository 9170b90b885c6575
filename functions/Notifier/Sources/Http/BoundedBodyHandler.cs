using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Notifier.Sources.Http;

/// <summary>
/// Reads the whole body, decompressed, up to the limit. It stands below the retries and the timeout, so that a body that
/// breaks off or never ends is a failed try like any other, also for clients that read the content themselves.
/// </summary>
internal sealed class BoundedBodyHandler(IOptions<SourceHttpOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.AcceptEncoding.Count == 0)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", PackedBody.Accepted);
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var limit = options.Value.LargestBody;
            var came = await ReadAsync(response.Content, limit, cancellationToken);
            var body = new ByteArrayContent(PackedBody.Unpack(came, response.Content.Headers.ContentEncoding, limit));
            body.Headers.ContentType = ContentType(response.Content.Headers);
            body.Headers.LastModified = response.Content.Headers.LastModified;
            response.Content.Dispose();
            response.Content = body;
            return response;
        }
        catch (Exception exception) when (exception is IOException and not (BodyTooLargeException or BodyCodingException) or InvalidDataException)
        {
            // A reset connection, an end too early, a compressed body without its end: what came is not used.
            response.Dispose();
            throw new BodyBrokenException(exception);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var whole = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (whole.Length + read > limit)
                throw new BodyTooLargeException(limit);
            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }

    /// <summary>A wrong Content-Type header must not fail the poll: what the body is, the body says.</summary>
    private static MediaTypeHeaderValue? ContentType(HttpContentHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Type", out var values) && MediaTypeHeaderValue.TryParse(values.ToString(), out var type) ? type : null;
}

internal sealed class BodyTooLargeException(int limit) : IOException($"the body is larger than {limit} bytes")
{
    public int Limit { get; } = limit;
}

internal sealed class BodyBrokenException(Exception cause) : IOException("the body broke off", cause);
