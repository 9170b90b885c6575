using System.Xml;

namespace Notifier.Sources.Feed;

/// <summary>Prefixes that nobody declared: the usual ones mean what they usually mean, any other means something of its own.</summary>
internal sealed class FeedPrefixes : XmlNamespaceManager
{
    public FeedPrefixes(NameTable names)
        : base(names)
    {
        foreach (var (prefix, name) in FeedNames.Prefixes)
            AddNamespace(prefix, name);
    }

    public override string? LookupNamespace(string prefix) =>
        base.LookupNamespace(prefix) ?? (prefix.Length == 0 ? null : NameTable!.Add($"urn:undeclared:{prefix}"));
}
