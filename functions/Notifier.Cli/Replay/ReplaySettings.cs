namespace Notifier.Cli.Replay;

/// <summary>The command line of <c>replay</c>.</summary>
/// <param name="SeriesFiles">Histories in the place of the shipped one, by series id.</param>
/// <param name="Units">Units of those, by series id.</param>
/// <param name="DaysPerSecond">Null = as fast as it goes.</param>
/// <param name="Port">Of the service; 0 takes a free one.</param>
internal sealed record ReplaySettings(
    string Name,
    IReadOnlyDictionary<string, string> SeriesFiles,
    IReadOnlyDictionary<string, string> Units,
    string? RuleFile,
    double? DaysPerSecond,
    int Port,
    bool Exit);
