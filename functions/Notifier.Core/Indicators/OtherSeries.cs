using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>
/// The series that a rule reads besides its own, each read by its last observation at or before the time evaluated, if that is
/// not older than <see cref="MaximumAge"/>.
/// </summary>
public sealed class OtherSeries
{
    private readonly IReadOnlyDictionary<string, (Series Series, History History)> _known;

    private readonly Frequency? _grid;

    private OtherSeries(IReadOnlyDictionary<string, (Series, History)> known, Frequency? grid = null) => (_known, _grid) = (known, grid);

    public static OtherSeries None { get; } = new(new Dictionary<string, (Series, History)>());

    public static OtherSeries Of(IEnumerable<(Series Series, History History)> known) =>
        new(known.ToDictionary(other => other.Series.Id, StringComparer.Ordinal));

    /// <summary>The same series on a grid, those that are coarser as they are.</summary>
    internal OtherSeries On(Frequency grid) => new(_known, grid);

    /// <summary>How old the newest observation may be before the series counts as silent: some holidays and a late publication.</summary>
    public static TimeSpan MaximumAge(Frequency frequency) => TimeSpan.FromDays(frequency switch
    {
        Frequency.Intraday => 2,
        Frequency.Daily => 10,
        Frequency.Weekly => 21,
        Frequency.Monthly => 62,
        Frequency.Quarterly => 190,
        _ => 740,
    });

    /// <summary>The observations of one of them; null where there is no such series.</summary>
    internal History? Find(string id) => _known.TryGetValue(id, out var other) ? other.History : null;

    /// <param name="missing">Why there is nothing to be read: no such series, no observation yet, or none that is young enough.</param>
    internal bool TryRead(string id, Period at, out Moment moment, out Reading missing)
    {
        (moment, missing) = (default, default);
        if (!_known.TryGetValue(id, out var other))
            missing = Reading.NoData($"there is no series '{id}'", $"没有序列{id}");
        else if (other.History.IndexAtOrBefore(at) is var index && index < 0)
            missing = Reading.NoData($"'{id}' has no observation up to {WindowWords.Day(at)}", $"{id}截至{WindowWords.Day(at)}没有数据");
        else if (at - other.History[index].Period > MaximumAge(other.Series.Frequency))
            missing = Silent(id, other.History[index].Period, MaximumAge(other.Series.Frequency), WindowWords.Day(at));
        else
            moment = OnGrid(new(other.Series, other.History, index, at, EntryLog.Empty, this));
        return moment.History is not null;
    }

    private static Reading Silent(string id, Period last, TimeSpan most, string at) => Reading.NoData(
        $"the last observation of '{id}' is of {last}, more than {NumberText.Plain(most.TotalDays)} days before {at}",
        $"{id}的最新数据为{last}，早于{at}超过{NumberText.Plain(most.TotalDays)}天");

    /// <summary>A period of a grid as the last observation inside it up to a time: what there is to be cited.</summary>
    internal CitedObservation AsObserved(CitedObservation cited, Period at)
    {
        var end = cited.Period.Add(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        var other = _known[cited.Series];
        return other.Series.Citation(other.History[other.History.IndexAtOrBefore(end < at ? end : at)]);
    }

    private Moment OnGrid(in Moment moment)
    {
        if (_grid is not { } grid || moment.Series.Frequency >= grid)
            return moment;
        var (history, index) = CoarseHistory.Of(moment.History, grid).At(moment.Index);
        return moment with { Series = moment.Series with { Frequency = grid }, History = history, Index = index };
    }
}
