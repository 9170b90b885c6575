using System.Globalization;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Units;

namespace Notifier.Core.Observations.Derived;

/// <summary>What the leaves of a formula are at one time, and which of them were read.</summary>
/// <param name="undone">A series as it would be at the level of the contract before a roll; null where all are as they are.</param>
internal sealed class FormulaInputs(IReadOnlyDictionary<string, (Series Series, History History)> series, EntryLog entries, Period at, (string Id, Roll Roll)? undone = null)
{
    private readonly SortedDictionary<string, CitedObservation> _cited = new(StringComparer.Ordinal);

    /// <summary>The observations read, by series.</summary>
    public IReadOnlyCollection<CitedObservation> Cited => _cited.Values;

    /// <summary>NaN where there is none that is young enough.</summary>
    public double ValueOf(string id)
    {
        if (!series.TryGetValue(id, out var input) || input.History.IndexAtOrBefore(at) is not (>= 0 and var index))
            return double.NaN;
        var observation = input.History[index];
        if (at - observation.Period > OtherSeries.MaximumAge(input.Series.Frequency))
            return double.NaN;
        _cited[id] = new(id, observation.Period, observation.Value);
        return undone is var (rolled, roll) && rolled == id ? observation.Value * roll.Before / roll.After : observation.Value;
    }

    public double CountOf(CountTerm count)
    {
        // A day's count is of the whole day.
        var end = at.Utc.TimeOfDay == TimeSpan.Zero ? at.Add(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1)) : at;
        return count.Wanted.Matching(entries).Where(entry => entry.Published <= end && entry.Published > end.Back(count.Window))
            .DistinctBy(entry => entry.Measure).Count();
    }

    public double FactorBetween(Formula from, Formula to) => from.UnitOf(UnitOf).FactorTo(to.UnitOf(UnitOf)) ?? double.NaN;

    public MeasuredUnit UnitOf(string id) => series.TryGetValue(id, out var input) ? MeasuredUnit.Parse(input.Series.Unit) : MeasuredUnit.One;

    /// <summary><c>lithium-spot-cn 97,500 CNY/t (2024-04-19), cny-usd 7.24 CNY/USD (2024-04-19)</c>.</summary>
    public string Citation() => string.Join(", ", _cited.Values.Select(one =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Series} {NumberText.Value(one.Value, series[one.Series].Series.Unit)} ({one.Period})")));
}
