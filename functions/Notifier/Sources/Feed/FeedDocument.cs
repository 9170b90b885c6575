namespace Notifier.Sources.Feed;

/// <summary>A feed as read, whatever its format.</summary>
/// <param name="Version">For example <c>rss 2.0</c>, <c>atom 1.0</c>, <c>json 1.1</c>.</param>
/// <param name="Truncated">True where the document breaks off: the items are those that were whole.</param>
internal sealed record FeedDocument(
    string Version,
    FeedMarkup? Title,
    string? Link,
    string? Id,
    FeedMarkup? Description,
    string? Language,
    DateTimeOffset? Updated,
    DateTimeOffset? Published,
    IReadOnlyList<FeedItem> Items,
    bool Truncated = false);

/// <param name="Id">As the feed says; null where it says nothing.</param>
/// <param name="Date">As written, also where it could not be read: part of the id of an item without one.</param>
internal sealed record FeedItem(
    string? Id,
    FeedMarkup? Title,
    string? Link,
    FeedMarkup? Summary,
    FeedMarkup? Content,
    DateTimeOffset? Published,
    DateTimeOffset? Updated,
    string? Date,
    IReadOnlyList<FeedMarkup> Authors,
    IReadOnlyList<FeedMarkup> Categories);

/// <summary>A text of a stranger's feed.</summary>
/// <param name="Text">As the feed has it, unescaped once; trimmed, but for the whole text of an item of RSS; empty only for a feed's description that is there and empty.</param>
/// <param name="IsHtml">Whether <paramref name="Text"/> is HTML or plain text.</param>
/// <param name="Base">What relative links in it are relative to.</param>
internal readonly record struct FeedMarkup(string Text, bool IsHtml, Uri? Base = null)
{
    /// <summary>Without markup: entities are characters, blanks are collapsed. Null where nothing is left.</summary>
    public string? Plain => IsHtml ? FeedText.OfHtml(Text) : FeedText.Plain(Text);

    /// <summary>As the feed has it, with whole links.</summary>
    public string Whole => IsHtml && Base is not null ? HtmlLinks.Resolve(Text, Base) : Text;

    /// <summary>Null where there is only blank.</summary>
    public static FeedMarkup? From(string? text, bool isHtml, Uri? at = null) =>
        FeedText.Trim(text) is { Length: > 0 } trimmed ? new(isHtml ? Marked(trimmed) : trimmed, isHtml, at) : null;

    /// <summary>HTML as it stands, blanks around it included. Null where there is only blank.</summary>
    public static FeedMarkup? AsWritten(string text, Uri? at) => string.IsNullOrWhiteSpace(text) ? null : new(Marked(text), IsHtml: true, at);

    /// <summary>HTML knows <c>&amp;#X61;</c>, XML and many programs do not.</summary>
    private static string Marked(string html) => html.Replace("&#X", "&#x", StringComparison.Ordinal);
}

/// <summary>The document is not a feed, or nothing of it is whole. The message names no content.</summary>
internal sealed class FeedFormatException(SourceFailureReason reason, string message) : Exception(message)
{
    /// <summary><see cref="SourceFailureReason.NotTheFormat"/>, <see cref="SourceFailureReason.Truncated"/> or <see cref="SourceFailureReason.TooLarge"/>.</summary>
    public SourceFailureReason Reason { get; } = reason;
}
