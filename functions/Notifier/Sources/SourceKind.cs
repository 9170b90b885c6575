namespace Notifier.Sources;

/// <summary>The kinds that are spoken of by name; every other is named by its adapter alone.</summary>
internal static class SourceKind
{
    /// <summary>Not polled: values and entries are posted to the API.</summary>
    public const string Push = "push";

    /// <summary>Computed from other series; polled by a commit of any of them, and by its schedule.</summary>
    public const string Derived = "derived";

    /// <summary>How this service is doing: asks nobody outside.</summary>
    public const string Self = "self";
}
