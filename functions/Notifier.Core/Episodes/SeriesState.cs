using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>Everything that the next commit of one series needs: its window and the machines of all its rules.</summary>
/// <param name="Window">Recent observations, oldest first, bounded so that the packed form keeps to 48 KiB.</param>
/// <param name="Rules">By rule id.</param>
/// <param name="Episodes">How many episodes all rules have had here, also those that are gone: a rule made again never takes an old number.</param>
public sealed record SeriesState(Series Series, History Window, IReadOnlyDictionary<string, RuleState> Rules, int Episodes = 0)
{
    public static SeriesState New(Series series) => new(series, new History(), new Dictionary<string, RuleState>());
}
