using System.Reflection;
using System.Text.Json;

namespace Notifier.Cli.Replay;

/// <summary>A policy announcement of the years replayed: what happened, restated in our own words. The agency's text is not reproduced.</summary>
/// <param name="Translation">The same in the other language: English under a Chinese title, Chinese under an English one.</param>
internal sealed record PolicyNotice(DateOnly Date, string Slug, string Agency, string Title, string Translation, string Text)
{
    /// <summary>In ascending order of date.</summary>
    public static IReadOnlyList<PolicyNotice> All { get; } = Load();

    private static PolicyNotice[] Load()
    {
        using var json = Assembly.GetExecutingAssembly().GetManifestResourceStream("Notifier.Cli.Replay.policy-notices.json")!;
        return [.. JsonSerializer.Deserialize<PolicyNotice[]>(json, JsonSerializerOptions.Web)!.OrderBy(notice => notice.Date)];
    }
}
