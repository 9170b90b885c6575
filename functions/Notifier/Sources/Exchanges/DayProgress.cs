using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Sources.Exchanges;

/// <summary>What one poll read: day by day, and which contract each series follows.</summary>
/// <remarks>Remembered in the cursor by the id of a series: the delivery month followed, and with <c>|settled</c> its last settlement.</remarks>
internal sealed class DayProgress(SourceDefinition definition, SourceCursor cursor)
{
    private readonly Dictionary<string, string> _marks = definition.Series
        .SelectMany(series => (string[])[series.Id, SettledMark(series)])
        .Distinct()
        .Where(mark => cursor.Marks?.ContainsKey(mark) == true)
        .ToDictionary(mark => mark, mark => cursor.Marks![mark]);

    private readonly Dictionary<string, List<(Observation Value, string Note)>> _found = definition.Series.ToDictionary(series => series.Id, _ => new List<(Observation, string)>());
    private readonly Dictionary<string, List<Roll>> _rolls = definition.Series.ToDictionary(series => series.Id, _ => new List<Roll>());
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
                .Select(series => (Series: series, Contract: MainContract.Choose([.. contracts[Symbol(series)]], _marks.GetValueOrDefault(series.Id))))
                .ToList();
            if (chosen.Find(one => one.Contract?.Settlement is null) is { Series: { } series } none)
                return none.Contract is { } contract ? $"{contract.Name} has no settlement price" : $"neither {Symbol(series)}{_marks[series.Id]} nor a later contract is listed";
            foreach (var (one, contract) in chosen)
                Follow(day, one, contract!, contracts[Symbol(one)]);
            Unlisted = definition.Series.Select(Symbol).Where(symbol => !contracts.Contains(symbol)).Distinct().ToList() is { Count: > 0 } missing
                ? (day, missing, [.. contracts.Select(group => group.Key)])
                : null;
        }

        Pass(day);
        return null;
    }

    public SourceReading Reading(SourceFailure? failure = null, bool more = false) =>
        new(cursor with { LastPeriod = _last, Marks = _marks }, [.. definition.Series.Select(Of)], [], Failure: failure, More: more);

    private SeriesReading Of(SourceSeries series)
    {
        var found = _found[series.Id];
        return new(series.ToSeries(), [.. found.Select(one => one.Value)], found.ToDictionary(one => one.Value.Period, one => one.Note)) { Checks = series.ToChecks(), ConfirmedBy = series.ConfirmedBy, Rolls = _rolls[series.Id] };
    }

    private void Follow(DateOnly day, SourceSeries series, Contract contract, IEnumerable<Contract> listed)
    {
        if (_marks.GetValueOrDefault(series.Id) is { } month && month != contract.Month && RollOf(day, series, month, contract, listed) is { } roll)
            _rolls[series.Id].Add(roll);
        _marks[series.Id] = contract.Month;
        _marks[SettledMark(series)] = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {contract.Settlement!.Value:R}");
        _found[series.Id].Add((new(Period.From(day), contract.Settlement!.Value), contract.Name));
    }

    /// <summary>
    /// What both contracts settled at: on the day of the roll, or where the old one is not listed any more, on the trading day before.
    /// Null where there is no such day; the change of the contract is noted all the same.
    /// </summary>
    private Roll? RollOf(DateOnly day, SourceSeries series, string month, Contract contract, IEnumerable<Contract> listed)
    {
        var (at, from) = (Period.From(day), contract.Symbol + month);
        if (listed.FirstOrDefault(one => one.Month == month)?.Settlement is { } before)
            return new(at, from, contract.Name, before, contract.Settlement!.Value, at);
        var yesterday = Period.From(DayByDay.TradingDays.LastOpen(at.Back(TimeSpan.FromDays(1))));
        return contract.LastSettlement is { } after && _marks.GetValueOrDefault(SettledMark(series))?.Split(' ') is [var settled, var price] && settled == yesterday.ToString()
            ? new(at, from, contract.Name, double.Parse(price, CultureInfo.InvariantCulture), after, yesterday)
            : null;
    }

    private static string SettledMark(SourceSeries series) => series.Id + "|settled";

    private static string Symbol(SourceSeries series) => series.Symbol!.ToLowerInvariant();
}
