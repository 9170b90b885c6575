namespace Notifier.Core.Observations;

/// <summary>
/// The last observations of the whole weeks (Monday to Sunday, ISO 8601) or months of a finer history, kept beside it and extended
/// as it grows. Each is dated by the last day of its period, so that periods are counted exactly; the period that still ran at an
/// observation is seen as it stood then.
/// </summary>
internal sealed class CoarseHistory
{
    private readonly History _fine;
    private readonly Frequency _grid;
    private readonly History _closed;
    private readonly List<int> _starts = [];
    private readonly Lock _one = new();
    private int _scanned;
    private (int Index, History History)? _running;

    private CoarseHistory(History fine, Frequency grid)
    {
        (_fine, _grid) = (fine, grid);
        Dropped = DroppedOf(fine, grid);
        _closed = new History { Dropped = Dropped };
    }

    private DroppedObservations? Dropped { get; }

    public static CoarseHistory Of(History fine, Frequency grid) => fine.Kept($"periods|{grid}", () => new CoarseHistory(fine, grid));

    /// <summary>What the grid shows at one observation: a history, and the index in it of the period that holds the observation.</summary>
    public (History History, int Index) At(int index)
    {
        lock (_one)
        {
            Scan();
            var period = PeriodOf(index);
            if (period + 1 < _starts.Count && _starts[period + 1] == index + 1)
                return (_closed, period);
            if (_running?.Index != index)
                _running = (index, Running(period, index));
            return (_running.Value.History, period);
        }
    }

    /// <summary>The last day of the week or month.</summary>
    public static Period LastDay(Frequency grid, Period at) => grid == Frequency.Weekly
        ? Period.From(at.Date.AddDays((7 - (int)at.Date.DayOfWeek) % 7))
        : Period.From(new DateOnly(at.Date.Year, at.Date.Month, DateTime.DaysInMonth(at.Date.Year, at.Date.Month)));

    /// <summary>The first day of the week or month.</summary>
    public static Period FirstDay(Frequency grid, Period at) => grid == Frequency.Weekly
        ? LastDay(grid, at).Back(TimeSpan.FromDays(6))
        : Period.From(new DateOnly(at.Date.Year, at.Date.Month, 1));

    private void Scan()
    {
        for (; _scanned < _fine.Count; _scanned++)
        {
            var end = LastDay(_grid, _fine[_scanned].Period);
            if (_starts.Count > 0 && LastDay(_grid, _fine[_starts[^1]].Period) == end)
                continue;
            if (_scanned > 0)
                _closed.Append(new(LastDay(_grid, _fine[_scanned - 1].Period), _fine[_scanned - 1].Value));
            _starts.Add(_scanned);
        }
    }

    private int PeriodOf(int index)
    {
        var found = _starts.BinarySearch(index);
        return found >= 0 ? found : ~found - 1;
    }

    private History Running(int period, int index)
    {
        var history = new History(_closed.AsSpan()[..period], 1) { Dropped = Dropped, Completed = _closed };
        history.Append(new(LastDay(_grid, _fine[index].Period), _fine[index].Value));
        return history;
    }

    /// <summary>
    /// A period of which only the beginning was let go is whole here, because its last observation is at hand. How many periods
    /// went is not known, and the extremes are those of the finer observations: nothing on a grid may read them.
    /// </summary>
    private static DroppedObservations? DroppedOf(History fine, Frequency grid)
    {
        if (fine.Dropped is not { } dropped || fine.Count == 0)
            return null;
        var last = LastDay(grid, dropped.Last);
        return dropped with
        {
            Count = 1,
            Last = last == LastDay(grid, fine[0].Period) ? FirstDay(grid, dropped.Last).Back(TimeSpan.FromDays(1)) : last,
        };
    }
}
