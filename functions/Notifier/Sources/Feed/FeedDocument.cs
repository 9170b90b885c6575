namespace Notifier.Sources.Feed;

/// <summary>A feed as read, whatever its format. All texts are plain: markup is taken out, entities are characters.</summary>
/// <param name="Version">For example <c>rss 2.0</c>, <c>atom 1.0</c>, <c>json 1.1</c>.</param>
internal sealed record FeedDocument(
    string Version,
    string? Title,
    string? Link,
    string? Id,
    string? Description,
    string? Language,
    DateTimeOffset? Updated,
    DateTimeOffset? Published,
    IReadOnlyList<FeedItem> Items);

/// <param name="Id">As the feed says; null where it says nothing.</param>
/// <param name="Date">As written, also where it could not be read: part of the id of an item without one.</param>
internal sealed record FeedItem(
    string? Id,
    string? Title,
    string? Link,
    string? Summary,
    string? Content,
    DateTimeOffset? Published,
    DateTimeOffset? Updated,
    string? Date,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Categories);

/// <summary>The document is not a feed, or not whole. The message names no content.</summary>
internal sealed class FeedFormatException(SourceFailureReason reason, string message) : Exception(message)
{
    /// <summary><see cref="SourceFailureReason.NotTheFormat"/> or <see cref="SourceFailureReason.Truncated"/>.</summary>
    public SourceFailureReason Reason { get; } = reason;
}
