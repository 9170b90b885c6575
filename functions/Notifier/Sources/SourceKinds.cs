namespace Notifier.Sources;

/// <summary>The adapters by the kind that they are for.</summary>
internal sealed class SourceKinds(IEnumerable<ISource> sources)
{
    private readonly Dictionary<string, ISource> _kinds = sources.ToDictionary(source => source.Kind, StringComparer.Ordinal);

    /// <summary>Null for <c>push</c>, which is not polled, and for a kind that this version does not know.</summary>
    public ISource? Find(string kind) => _kinds.GetValueOrDefault(kind);
}
