using System.Text;
using System.Text.Json;
using Notifier.Core.Entries;
using Notifier.Sources.Json;

namespace Notifier.Sources.Feed;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org).</summary>
internal static class JsonFeed
{
    /// <exception cref="FeedFormatException">Not a feed, or not whole.</exception>
    public static FeedDocument Read(string text, Uri? address, TimeZoneInfo zone)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text.Trim('\uFEFF', ' ', '\t', '\r', '\n', '\0')));
            return Read(document.RootElement, address, zone);
        }
        catch (JsonException)
        {
            throw JsonEnd.BreaksOff(text)
                ? new FeedFormatException(SourceFailureReason.Truncated, "it breaks off in the middle of its JSON")
                : new FeedFormatException(SourceFailureReason.NotTheFormat, "it is not JSON");
        }
    }

    private static FeedDocument Read(JsonElement root, Uri? address, TimeZoneInfo zone)
    {
        if (Text(root, "version") is not { } version || !version.Contains("jsonfeed.org/version/", StringComparison.Ordinal) || Member(root, "items") is not { ValueKind: JsonValueKind.Array } items)
            throw new FeedFormatException(SourceFailureReason.NotTheFormat, "this is JSON, but not a JSON Feed");
        var home = Text(root, "home_page_url");
        return new(
            $"json {version[(version.LastIndexOf('/') + 1)..]}",
            FeedText.Plain(Text(root, "title")),
            FeedText.Link(home, address),
            FeedText.Plain(Text(root, "feed_url")),
            FeedText.Plain(Text(root, "description")),
            FeedText.Plain(Text(root, "language")),
            null,
            null,
            [.. items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => Item(item, address, zone))]);
    }

    private static FeedItem Item(JsonElement item, Uri? address, TimeZoneInfo zone)
    {
        var (published, updated) = (Text(item, "date_published"), Text(item, "date_modified"));
        return new(
            FeedText.Plain(Text(item, "id")),
            FeedText.Plain(Text(item, "title")),
            FeedText.Link(Text(item, "url"), address) ?? FeedText.Link(Text(item, "external_url"), address),
            FeedText.Plain(Text(item, "summary")),
            FeedText.OfHtml(Text(item, "content_html")) ?? FeedText.Plain(Text(item, "content_text")),
            published is null ? null : DateText.Parse(published, zone),
            updated is null ? null : DateText.Parse(updated, zone),
            published ?? updated,
            [.. Objects(item, "authors").Concat(Objects(item, "author")).Select(author => FeedText.Plain(Text(author, "name"))).OfType<string>().Distinct()],
            Member(item, "tags") is { ValueKind: JsonValueKind.Array } tags ? [.. tags.EnumerateArray().Select(tag => FeedText.Plain(Scalar(tag))).OfType<string>().Distinct()] : []);
    }

    private static IEnumerable<JsonElement> Objects(JsonElement item, string name) => Member(item, name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object),
        { ValueKind: JsonValueKind.Object } one => [one],
        _ => [],
    };

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement element, string name) => Member(element, name) is { } value ? Scalar(value) : null;

    /// <summary>Ids are numbers in some feeds.</summary>
    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => String(value),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>Half a surrogate pair can be written as an escape, and is no text.</summary>
    private static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
