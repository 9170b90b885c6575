using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Bubbles;

/// <summary>The logarithms of a history's positive values, taken once each; values that are not positive are passed over.</summary>
internal sealed class LogLevels
{
    private readonly Lock _one = new();
    private readonly List<int> _counts = [];
    private double[] _levels = new double[64];

    /// <summary>The levels up to an observation, oldest first.</summary>
    public static ReadOnlySpan<double> UpTo(History history, int index) =>
        history.Kept("log levels", static () => new LogLevels()).Take(history, index);

    private ReadOnlySpan<double> Take(History history, int index)
    {
        lock (_one)
        {
            while (_counts.Count <= index)
                Add(history.Values[_counts.Count]);
            // What is there never changes; a longer array takes its place when it is full.
            return _levels.AsSpan(0, _counts[index]);
        }
    }

    private void Add(double value)
    {
        var count = _counts.Count == 0 ? 0 : _counts[^1];
        if (value > 0)
        {
            if (count == _levels.Length)
                Array.Resize(ref _levels, count * 2);
            _levels[count++] = Math.Log(value);
        }

        _counts.Add(count);
    }
}
