using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;

namespace Notifier.Core.Episodes;

/// <summary>Everything that the next commit of one series needs: its window and the machines of all its rules.</summary>
/// <param name="Window">Recent observations, oldest first, bounded so that the packed form keeps to 48 KiB.</param>
/// <param name="Rules">By rule id.</param>
/// <param name="Episodes">How many episodes all rules have had here, also those that are gone: a rule made again never takes an old number.</param>
public sealed record SeriesState(Series Series, History Window, IReadOnlyDictionary<string, RuleState> Rules, int Episodes = 0)
{
    /// <summary>Observations put aside by the quality checks, by period, at most <see cref="QualityScreen.MostSuspects"/>.</summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <summary>The futures contract that the newest observation is of; null where none is known.</summary>
    public string? Note { get; init; }

    /// <summary>True while the first history of the series is still being read: no rule has run on it yet.</summary>
    public bool IsImporting { get; init; }

    public static SeriesState New(Series series) => new(series, new History(), new Dictionary<string, RuleState>());
}
