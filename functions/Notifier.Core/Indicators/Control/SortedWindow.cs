namespace Notifier.Core.Indicators.Control;

/// <summary>
/// The values of a sliding window in ascending order: a new one finds its place in O(log n), the median is O(1) and the median
/// absolute deviation O(log n). Values that are NaN hold a place in the window and do not count.
/// </summary>
internal sealed class SortedWindow(int length)
{
    private Queue<double> _arrived = [];
    private readonly List<double> _sorted = [];

    /// <summary>Values that count.</summary>
    public int Count => _sorted.Count;

    public double Median => Middle(At);

    public SortedWindow Copy()
    {
        var copy = new SortedWindow(length) { _arrived = new(_arrived) };
        copy._sorted.AddRange(_sorted);
        return copy;
    }

    public void Slide(double value)
    {
        if (_arrived.Count == length && _arrived.Dequeue() is var oldest && !double.IsNaN(oldest))
            _sorted.RemoveAt(_sorted.BinarySearch(oldest));
        _arrived.Enqueue(value);
        if (double.IsNaN(value))
            return;
        var place = _sorted.BinarySearch(value);
        _sorted.Insert(place < 0 ? ~place : place, value);
    }

    /// <summary>The median of |x − median|.</summary>
    public double MedianDeviation(double median)
    {
        // Below the median the distances ascend to the left, above it to the right: two sorted lists.
        var above = _sorted.BinarySearch(median);
        above = above < 0 ? ~above : above;
        return Middle(rank => Distance(median, above, rank));
    }

    /// <summary>The mean of |x − median|.</summary>
    public double MeanDeviation(double median) => _sorted.Sum(value => Math.Abs(value - median)) / Count;

    private double At(int rank) => _sorted[rank];

    private double Middle(Func<int, double> at) => Count % 2 == 1 ? at(Count / 2) : (at((Count / 2) - 1) + at(Count / 2)) / 2;

    /// <summary>The distance of a rank, the nearest first: how many of the nearest lie above is found by halving.</summary>
    private double Distance(double median, int above, int rank)
    {
        var (least, most) = (Math.Max(0, rank + 1 - above), Math.Min(rank + 1, Count - above));
        while (least < most)
        {
            var half = (least + most + 1) / 2;
            // The half-th above is among the nearest unless something further below it is left out.
            var below = rank + 1 - half;
            if (below >= above || _sorted[above + half - 1] - median <= median - _sorted[above - 1 - below])
                least = half;
            else
                most = half - 1;
        }

        var last = double.NegativeInfinity;
        if (least > 0)
            last = _sorted[above + least - 1] - median;
        if (rank + 1 - least > 0)
            last = Math.Max(last, median - _sorted[above - (rank + 1 - least)]);
        return last;
    }
}
