using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notifier.Sources.Feed;
using Notifier.Sources.Http;

namespace Notifier.Cli.Inspecting;

/// <summary>A feed that was saved, read as a source's answer would be: charset by header, mark, declaration; compressed or not; bounded.</summary>
internal static partial class FeedFile
{
    private static readonly int Limit = new SourceHttpOptions().LargestBody;

    private const int Portion = 64 * 1024;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="contentType">As the server said it; null where nobody knows.</param>
    /// <exception cref="UnreadableInputException">It is no feed, too large, or cannot be read.</exception>
    public static FeedDocument Read(byte[] body, string? contentType, Uri? address, TimeZoneInfo zone)
    {
        try
        {
            if (body is [0x1F, 0x8B, ..])
                body = PackedBody.Unpack(body, ["gzip"], Limit);
            var charset = contentType is null ? null : Charset().Match(contentType) is { Success: true } match ? match.Groups[1].Value : null;
            var text = BodyText.Decode(body, charset);
            body = [];
            return FeedReader.Read(text, address, zone);
        }
        catch (FeedFormatException exception)
        {
            throw new UnreadableInputException(exception.Message);
        }
        catch (Exception exception) when (exception is InvalidDataException or BodyTooLargeException)
        {
            throw new UnreadableInputException(exception.Message);
        }
    }

    /// <exception cref="UnreadableInputException">There is no such file.</exception>
    public static void Check(string path) => Open(path).Dispose();

    /// <exception cref="UnreadableInputException">There is no such file, or it is too large.</exception>
    public static byte[] Bytes(string path)
    {
        using var file = Open(path);
        return Bytes(file);
    }

    public static byte[] Bytes(Stream file)
    {
        // A file says how long it is; standard input does not.
        using var whole = new MemoryStream(file.CanSeek ? (int)Math.Min(file.Length, Limit) : 0);
        var buffer = new byte[64 * 1024];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            if (whole.Length + read > Limit)
                throw new UnreadableInputException(string.Create(CultureInfo.InvariantCulture, $"it is larger than {Limit} bytes, which no source may be"));
            whole.Write(buffer, 0, read);
        }

        return whole.Length == whole.Capacity ? whole.GetBuffer() : whole.ToArray();
    }

    /// <param name="members">Writes what follows the id.</param>
    public static void WriteLine(Stream output, string id, Action<Utf8JsonWriter> members)
    {
        using (var writer = new Utf8JsonWriter(output, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            members(writer);
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    public static void Write(Utf8JsonWriter writer, FeedDocument feed)
    {
        if (feed.Truncated)
            writer.WriteBoolean("truncated", true);
        writer.WriteStartObject("feed");
        writer.WriteString("title", feed.Title?.Whole);
        writer.WriteString("link", feed.Link);
        writer.WriteString("id", feed.Id);
        writer.WriteString("description", feed.Description?.Whole);
        writer.WriteString("language", feed.Language);
        writer.WriteString("updated", Date(feed.Updated));
        writer.WriteString("published", Date(feed.Published));
        writer.WriteString("version", feed.Version);
        writer.WriteEndObject();
        writer.WriteStartArray("items");
        foreach (var item in feed.Items)
        {
            Write(writer, item);
            // Not all items at once in memory a third time.
            if (writer.BytesPending > Portion)
                writer.Flush();
        }

        writer.WriteEndArray();
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableInputException($"'{path}' cannot be read: {exception.Message}");
        }
    }

    private static void Write(Utf8JsonWriter writer, FeedItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("title", item.Title?.Whole);
        writer.WriteString("link", item.Link);
        writer.WriteString("id", item.Id);
        writer.WriteString("summary", item.Summary?.Whole);
        writer.WriteString("content", item.Content?.Whole);
        writer.WriteString("published", Date(item.Published));
        writer.WriteString("updated", Date(item.Updated));
        writer.WriteString("author", item.Authors.Count == 0 ? null : item.Authors[0].Text);
        writer.WriteStartArray("categories");
        foreach (var category in item.Categories)
            writer.WriteStringValue(category.Text);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string? Date(DateTimeOffset? date) => date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex("""\bcharset\s*=\s*["']?\s*([^\s"';]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
