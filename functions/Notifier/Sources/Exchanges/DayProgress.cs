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
    private readonly HashSet<string> _waiting = [];
    private Period? _last = cursor.LastPeriod;

    /// <summary>Symbols that the last day with trading did not list, with those that it did; null where all are there.</summary>
    public (DateOnly Day, IReadOnlyList<string> Missing, IReadOnlyList<string> Listed)? Unlisted { get; private set; }

    /// <summary>The cursor goes on, unless a series waits for an earlier day.</summary>
    public void Pass(DateOnly day) => _last = _waiting.Count == 0 ? Period.From(day) : _last;

    /// <summary>Whether a day has anything that is not read yet: where one series waits, the others go on by themselves.</summary>
    public bool Needs(DateOnly day) => definition.Series.Any(series => Needs(series, day));

    /// <param name="wait">Whether a series without a price waits for it; else it does without the day.</param>
    /// <returns>Which series have no price that day, by their contracts; null where all have one.</returns>
    public string? Add(DateOnly day, DayList list, bool wait)
    {
        var problems = new List<string>();
        if (!list.IsQuiet)
        {
            var contracts = list.Contracts.ToLookup(contract => contract.Symbol);
            foreach (var series in definition.Series.Where(series => contracts.Contains(Symbol(series)) && Needs(series, day)))
            {
                var listed = contracts[Symbol(series)].ToList();
                var chosen = MainContract.Choose(listed, _marks.GetValueOrDefault(series.Id));
                if (chosen?.Settlement is not null)
                {
                    Follow(day, series, chosen, listed);
                    continue;
                }

                problems.Add(chosen is null ? $"neither {Symbol(series)}{_marks[series.Id]} nor a later contract is listed" : $"{chosen.Name} has no settlement price");
                if (wait)
                    _waiting.Add(series.Id);
            }

            Unlisted = definition.Series.Select(Symbol).Where(symbol => !contracts.Contains(symbol)).Distinct().ToList() is { Count: > 0 } missing
                ? (day, missing, [.. contracts.Select(group => group.Key)])
                : null;
        }

        Pass(day);
        return problems.Count > 0 ? string.Join("; ", problems.Distinct()) : null;
    }

    private bool Needs(SourceSeries series, DateOnly day) =>
        !_waiting.Contains(series.Id) && !(LastSettled(series) is { } settled && Period.Parse(settled.Day) >= Period.From(day));

    /// <param name="behind">The days that follow could not be asked for, and are to come.</param>
    public SourceReading Reading(SourceFailure? failure = null, bool more = false, bool behind = false) =>
        new(cursor with { LastPeriod = _last, Marks = _marks }, [.. definition.Series.Select(Of)], [], Failure: failure, More: more) { IsBehind = behind };

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
    /// What both contracts settled at: on the day of the roll, or where the old one is not listed any more or one of the two prices cannot
    /// be, on the trading day before.
    /// Null where there is no such day; the change of the contract is noted all the same.
    /// </summary>
    private Roll? RollOf(DateOnly day, SourceSeries series, string month, Contract contract, IEnumerable<Contract> listed)
    {
        var (at, from) = (Period.From(day), contract.Symbol + month);
        var today = listed.FirstOrDefault(one => one.Month == month)?.Settlement is { } before ? new Roll(at, from, contract.Name, before, contract.Settlement!.Value, at) : null;
        if (today is { IsPlausible: true })
            return today;
        var yesterday = Period.From(DayByDay.TradingDays.LastOpen(at.Back(TimeSpan.FromDays(1))));
        return contract.LastSettlement is { } after && LastSettled(series) is { } settled && settled.Day == yesterday.ToString()
            ? new(at, from, contract.Name, double.Parse(settled.Price, CultureInfo.InvariantCulture), after, yesterday)
            : today;
    }

    private (string Day, string Price)? LastSettled(SourceSeries series) =>
        _marks.GetValueOrDefault(SettledMark(series))?.Split(' ') is [var day, var price] ? (day, price) : null;

    private static string SettledMark(SourceSeries series) => series.Id + "|settled";

    private static string Symbol(SourceSeries series) => series.Symbol!.ToLowerInvariant();
}
