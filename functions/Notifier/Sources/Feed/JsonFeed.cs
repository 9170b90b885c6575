using System.Text;
using System.Text.Json;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Texts;

namespace Notifier.Sources.Feed;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org), read item by item: of a document that breaks off the whole items are kept.</summary>
internal sealed class JsonFeed(Uri? address, TimeZoneInfo zone)
{
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly List<FeedItem> _items = [];
    private bool _hasItems;

    /// <exception cref="FeedFormatException">Not a feed, or nothing of it is whole.</exception>
    public static FeedDocument Read(string text, Uri? address, TimeZoneInfo zone)
    {
        var feed = new JsonFeed(address, zone);
        try
        {
            return feed.Document(truncated: !feed.ReadAll(Encoding.UTF8.GetBytes(text.Trim('\uFEFF', ' ', '\t', '\r', '\n', '\0'))));
        }
        // Half a character escaped (\ud83d) is no text.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FeedFormatException(SourceFailureReason.NotTheFormat, "it is not JSON");
        }
    }

    /// <returns>False where the text ends before its object does.</returns>
    private bool ReadAll(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(Options));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!reader.Read())
                return false;
            if (name == "items" && reader.TokenType == JsonTokenType.StartArray ? !ReadItems(ref reader) : !ReadMember(ref reader, name))
                return false;
        }

        return reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0;
    }

    private bool ReadItems(ref Utf8JsonReader reader)
    {
        _hasItems = true;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray)
                return true;
            if (!JsonDocument.TryParseValue(ref reader, out var item))
                return false;
            using (item)
            {
                if (_items.Count == FeedStream.MostItems)
                    throw FeedStream.TooMany();
                if (item.RootElement.ValueKind == JsonValueKind.Object)
                    _items.Add(Item(item.RootElement));
            }
        }

        return false;
    }

    private bool ReadMember(ref Utf8JsonReader reader, string name)
    {
        if (!JsonDocument.TryParseValue(ref reader, out var value))
            return false;
        using (value)
            _members[name] = value.RootElement.Clone();
        return true;
    }

    private FeedDocument Document(bool truncated)
    {
        if (truncated && _items.Count == 0)
            throw new FeedFormatException(SourceFailureReason.Truncated, "it breaks off in the middle of its JSON");
        if (!_hasItems || Version(Text("version")) is not { } version)
            throw new FeedFormatException(SourceFailureReason.NotTheFormat, "this is JSON, but not a JSON Feed");
        return new(
            $"json {version}",
            FeedMarkup.From(Text("title"), isHtml: false),
            FeedText.Link(Text("home_page_url"), address),
            FeedText.Plain(Text("feed_url")),
            FeedMarkup.From(Text("description"), isHtml: false),
            FeedText.Language(Text("language")),
            // The format knows no date of the feed.
            _items.Max(item => item.Updated),
            _items.Max(item => item.Published),
            _items,
            truncated);
    }

    /// <summary>An address of jsonfeed.org that ends with the number; some write the number alone.</summary>
    private static string? Version(string? text) => text?.TrimEnd('/') switch
    {
        { } address when address.Contains("jsonfeed.org/version/", StringComparison.Ordinal) => address[(address.LastIndexOf('/') + 1)..] is "1" ? "1.0" : address[(address.LastIndexOf('/') + 1)..],
        "1" or "1.0" => "1.0",
        "1.1" => "1.1",
        _ => null,
    };

    private FeedItem Item(JsonElement item)
    {
        var (published, updated) = (Text(item, "date_published"), Text(item, "date_modified"));
        return new(
            FeedText.Plain(Text(item, "id")),
            FeedMarkup.From(Text(item, "title"), isHtml: false),
            FeedText.Link(Text(item, "url"), address) ?? FeedText.Link(Text(item, "external_url"), address),
            FeedMarkup.From(Text(item, "summary"), isHtml: false),
            FeedMarkup.From(Text(item, "content_html"), isHtml: true, address) ?? FeedMarkup.From(Text(item, "content_text"), isHtml: false),
            published is null ? null : DateText.Parse(published, zone),
            updated is null ? null : DateText.Parse(updated, zone),
            published ?? updated,
            [.. Objects(item, "authors").Concat(Objects(item, "author")).Select(author => FeedMarkup.From(Text(author, "name"), isHtml: false)).OfType<FeedMarkup>().Distinct()],
            Member(item, "tags") is { ValueKind: JsonValueKind.Array } tags ? [.. tags.EnumerateArray().Select(tag => FeedMarkup.From(Scalar(tag), isHtml: false)).OfType<FeedMarkup>().Distinct()] : []);
    }

    private static IEnumerable<JsonElement> Objects(JsonElement item, string name) => Member(item, name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object),
        { ValueKind: JsonValueKind.Object } one => [one],
        _ => [],
    };

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private string? Text(string name) => _members.TryGetValue(name, out var value) ? Scalar(value) : null;

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
            return TextCut.At(value.GetString()!, FeedStream.LongestText);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
