using System.Runtime.InteropServices;

namespace Notifier.Core.Indicators.Control;

/// <summary>
/// Mean and deviation of a window that slides, in amortised O(1) and without ever subtracting a value that leaves, so that no
/// rounding gathers. Two stacks: the older part as the moments of each of its ends, the newer part as the moments of all of it.
/// </summary>
internal sealed class SlidingMoments
{
    private readonly List<(double Value, Moments FromHere)> _older = [];
    private readonly List<double> _newer = [];
    private Moments _newerMoments;

    /// <summary>Values in the window, those that are NaN (which hold a place but do not count) included.</summary>
    public int Length => _older.Count + _newer.Count;

    public Moments Total => (_older.Count > 0 ? CollectionsMarshal.AsSpan(_older)[^1].FromHere : default).And(_newerMoments);

    /// <summary>The values in the window, oldest first.</summary>
    public IEnumerable<double> Values => Enumerable.Reverse(_older).Select(entry => entry.Value).Concat(_newer);

    public SlidingMoments Copy()
    {
        var copy = new SlidingMoments { _newerMoments = _newerMoments };
        copy._older.AddRange(_older);
        copy._newer.AddRange(_newer);
        return copy;
    }

    public void Push(double value)
    {
        _newer.Add(value);
        _newerMoments = _newerMoments.And(Moments.Of(value));
    }

    /// <summary>Lets the oldest value go.</summary>
    public void Pop()
    {
        if (_older.Count == 0)
            Settle();
        _older.RemoveAt(_older.Count - 1);
    }

    /// <summary>
    /// Makes all of the window its older part. A window of n observations settles at every n-th one of the series, wherever
    /// the history at hand begins: then the same window gives the same bits.
    /// </summary>
    public void Settle()
    {
        var values = Values.ToArray();
        _older.Clear();
        var rest = default(Moments);
        for (var at = values.Length - 1; at >= 0; at--)
        {
            rest = Moments.Of(values[at]).And(rest);
            _older.Add((values[at], rest));
        }

        _newer.Clear();
        _newerMoments = default;
    }

    /// <summary>Takes a value into a window of at most <paramref name="length"/> values.</summary>
    /// <param name="position">The value's number in the series.</param>
    public void Slide(double value, int length, long position)
    {
        if (position % length == 0)
            Settle();
        if (Length == length)
            Pop();
        Push(value);
    }
}
