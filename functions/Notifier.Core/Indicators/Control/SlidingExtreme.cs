namespace Notifier.Core.Indicators.Control;

/// <summary>
/// The highest or lowest value of a sliding window in amortised O(1): a deque of those that can still become it, each beaten by
/// the one before (Lemire 2006, <i>Streaming maximum-minimum filter using no more than three comparisons per element</i>).
/// </summary>
internal sealed class SlidingExtreme(int length, bool highest)
{
    private readonly List<(int Index, double Value)> _candidates = [];
    private int _first;

    /// <summary>The extreme of the newest values; there is at least one.</summary>
    public double Value => _candidates[_first].Value;

    public SlidingExtreme Copy()
    {
        var copy = new SlidingExtreme(length, highest) { _first = _first };
        copy._candidates.AddRange(_candidates);
        return copy;
    }

    /// <param name="index">Ascends by one.</param>
    public void Slide(int index, double value)
    {
        while (_candidates.Count > _first && IsBeaten(_candidates[^1].Value, value))
            _candidates.RemoveAt(_candidates.Count - 1);
        _candidates.Add((index, value));
        if (_candidates[_first].Index <= index - length)
            _first++;
        // What has left is cleared away when it is half of the list, so that each is moved once on average.
        if (_first > 16 && _first * 2 > _candidates.Count)
        {
            _candidates.RemoveRange(0, _first);
            _first = 0;
        }
    }

    private bool IsBeaten(double value, double by) => highest ? value < by : value > by;
}
