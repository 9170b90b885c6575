namespace Notifier.Core.Observations;

/// <summary>
/// The lowest or highest value of a window that slides forward over a history, the earliest of equal ones: a monotonic deque (each
/// observation enters and leaves it once), kept beside the history. A window that goes back is read anew.
/// </summary>
/// <param name="highest">Whether the highest is asked for.</param>
/// <param name="positive">Whether values that are not positive are passed over.</param>
internal sealed class WindowExtreme(bool highest, bool positive)
{
    /// <summary>Up to so many values a plain look by whole vectors costs less than the deque.</summary>
    public const int Worthwhile = 2_048;

    private readonly Lock _one = new();
    private readonly LinkedList<int> _candidates = [];
    private int _start;
    private int _end = -1;

    /// <param name="start">Index of the first observation of the window.</param>
    /// <param name="end">Index of its last.</param>
    /// <returns>Its index in the history; −1 where there is none.</returns>
    public int Find(History history, int start, int end)
    {
        lock (_one)
        {
            if (start < _start || end < _end)
            {
                _candidates.Clear();
                _end = start - 1;
            }

            var values = history.Values;
            for (var index = Math.Max(_end + 1, start); index <= end; index++)
                Take(values, index);
            (_start, _end) = (start, end);
            while (_candidates.First is { } first && first.Value < start)
                _candidates.RemoveFirst();
            return _candidates.First?.Value ?? -1;
        }
    }

    private void Take(ReadOnlySpan<double> values, int index)
    {
        if (positive && values[index] <= 0)
            return;
        while (_candidates.Last is { } last && (highest ? values[index] > values[last.Value] : values[index] < values[last.Value]))
            _candidates.RemoveLast();
        _candidates.AddLast(index);
    }
}
