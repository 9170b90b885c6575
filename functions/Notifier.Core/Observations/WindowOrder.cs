namespace Notifier.Core.Observations;

/// <summary>
/// The positive values of a window that slides forward over a history, in ascending order beside their sum: the median and the mean
/// cost one search per observation that enters or leaves. A window that goes back is read anew.
/// </summary>
internal sealed class WindowOrder
{
    /// <summary>Up to so many values sorting them afresh costs about as much.</summary>
    public const int Worthwhile = 64;

    private readonly Lock _one = new();
    private readonly List<double> _sorted = [];
    private double _sum;
    private double _lost;
    private int _start;
    private int _end = -1;

    /// <param name="start">Index of the first observation of the window.</param>
    /// <param name="end">Index of its last; one value in between is positive.</param>
    public double Median(History history, int start, int end)
    {
        lock (_one)
        {
            Slide(history.Values, start, end);
            var middle = _sorted.Count / 2;
            return _sorted.Count % 2 == 1 ? _sorted[middle] : (_sorted[middle - 1] + _sorted[middle]) / 2;
        }
    }

    /// <inheritdoc cref="Median"/>
    public double Mean(History history, int start, int end)
    {
        lock (_one)
        {
            Slide(history.Values, start, end);
            var mean = (_sum + _lost) / _sorted.Count;
            // A sum beyond what can be held would never come back: the next window begins anew.
            if (!double.IsFinite(mean))
                _end = int.MaxValue;
            return mean;
        }
    }

    private void Slide(ReadOnlySpan<double> values, int start, int end)
    {
        if (start < _start || end < _end || start > _end)
        {
            _sorted.Clear();
            (_sum, _lost, _start, _end) = (0, 0, start, start - 1);
        }

        for (; _start < start; _start++)
            Leave(values[_start]);
        while (_end < end)
            Enter(values[++_end]);
    }

    private void Enter(double value)
    {
        if (value <= 0)
            return;
        var place = _sorted.BinarySearch(value);
        _sorted.Insert(place < 0 ? ~place : place, value);
        Add(value);
    }

    private void Leave(double value)
    {
        if (value <= 0)
            return;
        _sorted.RemoveAt(_sorted.BinarySearch(value));
        Add(-value);
    }

    /// <summary>Neumaier's sum (1974): what is rounded away is kept apart, so that a long run of additions and subtractions does not drift.</summary>
    private void Add(double value)
    {
        var sum = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - sum + value : value - sum + _sum;
        _sum = sum;
    }
}
