using System.Buffers.Binary;
using System.IO.Compression;

namespace Notifier.Sources.Http;

/// <summary>
/// Unpacks a body that came compressed. Only gzip (RFC 1952) is asked for: its last four bytes say how long the whole is, and so
/// tell one that breaks off, which the decompressors of .NET take for the end.
/// </summary>
internal static class PackedBody
{
    /// <summary>What a request accepts.</summary>
    public const string Accepted = "gzip";

    private const int ShortestGzip = 18;

    /// <param name="codings">As the Content-Encoding header names them, in the order in which they were applied.</param>
    /// <exception cref="BodyCodingException">It came in a coding that was not asked for.</exception>
    /// <exception cref="BodyTooLargeException">Unpacked it is larger than the limit.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or not whole.</exception>
    public static byte[] Unpack(byte[] body, IEnumerable<string> codings, int limit)
    {
        foreach (var coding in codings.Reverse())
        {
            body = coding.Trim().ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => body.Length == 0 ? body : Gunzip(body, limit),
                "identity" or "" => body,
                _ => throw new BodyCodingException(coding),
            };
        }

        return body;
    }

    private static byte[] Gunzip(byte[] packed, int limit)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = zip.Read(buffer)) > 0;)
        {
            if (whole.Length + read > limit)
                throw new BodyTooLargeException(limit);
            whole.Write(buffer, 0, read);
        }

        return packed.Length >= ShortestGzip && BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Length - 4)) == whole.Length
            ? whole.ToArray()
            : throw new InvalidDataException("the compressed body is not whole");
    }
}

internal sealed class BodyCodingException(string coding) : IOException($"the body has the coding '{coding}'")
{
    public string Coding { get; } = coding.Length <= 20 && coding.All(char.IsAsciiLetterOrDigit) ? coding : "unknown";
}
