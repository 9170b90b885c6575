namespace Notifier.Sources;

/// <summary>The kinds that are spoken of by name; every other is named by its adapter alone.</summary>
internal static class SourceKind
{
    /// <summary>Not polled: values and entries are posted to the API.</summary>
    public const string Push = "push";
}
