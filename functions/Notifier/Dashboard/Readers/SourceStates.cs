using Notifier.Dashboard.Pages;
using Notifier.Sources;

namespace Notifier.Dashboard.Readers;

/// <summary>The state of each source as a person reads it.</summary>
internal static class SourceStates
{
    public static IReadOnlyList<SourceRow> Of(IReadOnlyList<StoredSource> sources) => [.. sources.Select(Row)];

    private static SourceRow Row(StoredSource source) => new(
        source.Definition.Id,
        source.Definition.Kind,
        source.Definition.Kind == SourceKind.Push ? "push" : "waiting",
        source.Definition.Kind == SourceKind.Push ? "takes what is posted" : "not polled yet",
        null,
        source.Definition.Series.Count);
}
