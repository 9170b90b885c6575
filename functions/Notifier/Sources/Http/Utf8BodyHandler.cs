using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;

namespace Notifier.Sources.Http;

/// <summary>
/// For typed clients: whatever charset a body of text has, its reader gets UTF-8, and a Content-Type that says so. JSON is UTF-8 whatever
/// its header names (RFC 8259, 8.1), and what is valid UTF-8 by chance is not seen; only what is not goes by its header and its marks.
/// </summary>
internal sealed class Utf8BodyHandler : DelegatingHandler
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var came = response.Content;
        var bytes = await came.ReadAsByteArrayAsync(cancellationToken);
        var body = new ByteArrayContent(Recode(bytes, came.Headers.ContentType?.CharSet?.Trim('"', '\'', ' ')));
        body.Headers.ContentType = new MediaTypeHeaderValue(came.Headers.ContentType?.MediaType ?? "text/plain", "utf-8");
        body.Headers.LastModified = came.Headers.LastModified;
        response.Content = body;
        came.Dispose();
        return response;
    }

    private static byte[] Recode(byte[] bytes, string? charset)
    {
        if (!Utf8.IsValid(bytes))
            return Encoding.UTF8.GetBytes(BodyText.Decode(bytes, charset));
        return bytes.AsSpan().StartsWith(Mark) ? bytes[Mark.Length..] : bytes;
    }
}
