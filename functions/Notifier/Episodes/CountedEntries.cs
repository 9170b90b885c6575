using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Entries;

namespace Notifier.Episodes;

/// <summary>Fetches the entries that the rules of a series may count before its machines run: Core itself reads nothing.</summary>
/// <param name="zone">Where a source is, by its id.</param>
internal sealed class CountedEntries(ReadEntries read, Func<string, CancellationToken, Task<TimeZoneInfo>> zone)
{
    // An observation sees the whole of its day, and its day is one of the source's zone.
    private static readonly TimeSpan Around = TimeSpan.FromDays(2);

    /// <param name="tick">Time up to which ticks are run.</param>
    /// <returns>At least the entries that any <c>count(…)</c> sees in this commit, at wall times where the source is; none where no rule counts.</returns>
    public async Task<EntryLog> LogAsync(
        string source, SeriesState state, IReadOnlyList<Rule> rules, IReadOnlyList<Observation> observations, Period? tick, CancellationToken cancellation)
    {
        var counting = rules.Where(rule => rule.AppliesTo(state.Series.Id) && rule.Indicators().Any(indicator => indicator.ReadsEntries)).ToList();
        if (counting.Count == 0 || (state.Window.Count == 0 && observations.Count == 0))
            return EntryLog.Empty;
        var window = state.Window;
        var changed = observations.Where(observation => !IsKnown(window, observation)).Select(observation => observation.Period).ToList();
        var catchUp = counting.Exists(rule => state.Rules.GetValueOrDefault(rule.Id)?.RuleVersion != rule.Version)
            || (window.Count > 0 && changed.Exists(period => period <= window.Last.Period));
        // Where machines run again over what is known, they begin at its beginning; else after its end.
        var known = window.Count == 0 ? [] : (Period[])[catchUp ? window[0].Period : window.Last.Period, window.Last.Period];
        var ticks = counting.Select(rule => state.Rules.GetValueOrDefault(rule.Id)?.LastTick).Append(tick).OfType<Period>();
        var moments = changed.Concat(known).Concat(ticks).ToList();
        var log = await read(Back(moments.Min(), Reach(counting)), moments.Max().Add(Around), cancellation);
        return log.Entries.Count == 0 ? log : log.In(await zone(source, cancellation));
    }

    private static bool IsKnown(History window, Observation observation)
    {
        var index = window.IndexAtOrBefore(observation.Period);
        return index >= 0 && window[index].Equals(observation);
    }

    /// <summary>How far back the longest count looks; null where one looks at everything.</summary>
    private static TimeSpan? Reach(List<Rule> counting)
    {
        var reaches = counting.SelectMany(rule => rule.Indicators()).Where(indicator => indicator.ReadsEntries).Select(indicator => indicator.Reach).ToList();
        return reaches.All(reach => reach is { Kind: WindowKind.Duration }) ? reaches.Max(reach => reach!.Value.Duration) : null;
    }

    // No feed is older than that, and neither is Table Storage's calendar.
    private static Period Back(Period from, TimeSpan? reach)
    {
        var earliest = Period.From(new DateOnly(1970, 1, 1));
        return reach is { } span && from - earliest > span + Around ? from.Add(-span - Around) : earliest;
    }
}
