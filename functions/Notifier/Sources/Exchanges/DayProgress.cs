using Notifier.Core.Observations;

namespace Notifier.Sources.Exchanges;

/// <summary>What one poll read: day by day, and which contract each series follows.</summary>
internal sealed class DayProgress(SourceDefinition definition, SourceCursor cursor)
{
    private readonly Dictionary<string, string> _followed = definition.Series
        .Where(series => cursor.Marks?.ContainsKey(series.Id) == true)
        .ToDictionary(series => series.Id, series => cursor.Marks![series.Id]);

    private readonly Dictionary<string, List<(Observation Value, string Note)>> _found = definition.Series.ToDictionary(series => series.Id, _ => new List<(Observation, string)>());
    private Period? _last = cursor.LastPeriod;

    /// <summary>Symbols that the last day with trading did not list, with those that it did; null where all are there.</summary>
    public (DateOnly Day, IReadOnlyList<string> Missing, IReadOnlyList<string> Listed)? Unlisted { get; private set; }

    public void Pass(DateOnly day) => _last = Period.From(day);

    /// <returns>What is wrong with the day; nothing of it is kept then.</returns>
    public string? Add(DateOnly day, DayList list)
    {
        if (!list.IsQuiet)
        {
            var contracts = list.Contracts.ToLookup(contract => contract.Symbol);
            var chosen = definition.Series
                .Where(series => contracts.Contains(Symbol(series)))
                .Select(series => (Series: series, Contract: MainContract.Choose([.. contracts[Symbol(series)]], _followed.GetValueOrDefault(series.Id))))
                .ToList();
            if (chosen.Find(one => one.Contract?.Settlement is null) is { Series: { } series } none)
                return none.Contract is { } contract ? $"{contract.Name} has no settlement price" : $"neither {Symbol(series)}{_followed[series.Id]} nor a later contract is listed";
            foreach (var (one, contract) in chosen)
                Follow(day, one, contract!);
            Unlisted = definition.Series.Select(Symbol).Where(symbol => !contracts.Contains(symbol)).Distinct().ToList() is { Count: > 0 } missing
                ? (day, missing, [.. contracts.Select(group => group.Key)])
                : null;
        }

        Pass(day);
        return null;
    }

    public SourceReading Reading(SourceFailure? failure = null, bool more = false) =>
        new(cursor with { LastPeriod = _last, Marks = _followed }, [.. definition.Series.Select(Of)], [], Failure: failure, More: more);

    private SeriesReading Of(SourceSeries series)
    {
        var found = _found[series.Id];
        return new(series.ToSeries(), [.. found.Select(one => one.Value)], found.ToDictionary(one => one.Value.Period, one => one.Note)) { Checks = series.ToChecks(), ConfirmedBy = series.ConfirmedBy };
    }

    private void Follow(DateOnly day, SourceSeries series, Contract contract)
    {
        _followed[series.Id] = contract.Month;
        _found[series.Id].Add((new(Period.From(day), contract.Settlement!.Value), contract.Name));
    }

    private static string Symbol(SourceSeries series) => series.Symbol!.ToLowerInvariant();
}
