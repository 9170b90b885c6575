using System.ServiceModel.Syndication;
using System.Xml;
using AngleSharp.Xml.Parser;
using Notifier.Sources.Feed;

namespace Notifier.Benchmarks.Feeds;

/// <summary>The same text read by this project and by what .NET has for it, reduced to what all of them know.</summary>
internal static class FeedReaders
{
    public static readonly IReadOnlyDictionary<string, Func<string, ReadFeed>> All = new Dictionary<string, Func<string, ReadFeed>>
    {
        ["Notifier"] = Ours,
        ["SyndicationFeed"] = Syndication,
        ["CodeHollow.FeedReader"] = CodeHollow,
        ["AngleSharp.Xml"] = AngleSharpXml,
    };

    public static ReadFeed Ours(string text)
    {
        var feed = Sources.Feed.FeedReader.Read(text, null, TimeZoneInfo.Utc);
        return new(feed.Title?.Text, [.. feed.Items.Select(item => (item.Title?.Text, item.Link))]);
    }

    public static ReadFeed Syndication(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        var feed = SyndicationFeed.Load(reader);
        return new(feed.Title?.Text, [.. feed.Items.Select(item => (item.Title?.Text, item.Links.FirstOrDefault(link => link.RelationshipType is null or "alternate")?.Uri.OriginalString))]);
    }

    public static ReadFeed CodeHollow(string text)
    {
        var feed = global::CodeHollow.FeedReader.FeedReader.ReadFromString(text);
        return new(feed.Title, [.. feed.Items.Select(item => ((string?)item.Title, (string?)item.Link))]);
    }

    /// <summary>It reads XML and knows nothing of feeds: which element is what is asked by local names.</summary>
    public static ReadFeed AngleSharpXml(string text)
    {
        var document = new XmlParser(new XmlParserOptions { IsSuppressingErrors = true }).ParseDocument(text);
        var items = document.All.Where(element => element.LocalName is "item" or "entry").ToList();
        var channel = document.All.FirstOrDefault(element => element.LocalName is "channel" or "feed");
        return new(channel is null ? null : Child(channel, "title")?.TextContent, [.. items.Select(item => (Child(item, "title")?.TextContent, Child(item, "link") is { } link ? link.GetAttribute("href") ?? link.TextContent : null))]);
    }

    private static AngleSharp.Dom.IElement? Child(AngleSharp.Dom.IElement element, string name) => element.Children.FirstOrDefault(child => child.LocalName == name);
}

/// <summary>What every reader says of a feed.</summary>
internal sealed record ReadFeed(string? Title, IReadOnlyList<(string? Title, string? Link)> Items);
