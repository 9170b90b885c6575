namespace Notifier.Core.Observations.Quality;

/// <summary>
/// A value that stands still far longer than its series is used to. Many prices are assessed and do stand still (Chinese spot lithium
/// carbonate is unchanged on two days of three), so that the measure is the series itself: twice its longest run of the year before.
/// </summary>
internal static class StaleRun
{
    private const int Shortest = 10;
    private const int Lookback = 250;
    private const int Needed = 120;

    /// <param name="held">Observations with the same value that were put aside after the last known one.</param>
    /// <returns>How long the run is with one more, and the longest before; null where that is nothing unusual.</returns>
    public static (int Run, int Longest)? Find(History known, double value, Func<double, int> held, Frequency frequency)
    {
        if (frequency > Frequency.Daily || known.Count < Needed)
            return null;
        var values = known.Values;
        var first = values.Length;
        // A run that was accepted is at most twice the longest of a year; a longer one goes back to the beginning.
        while (first > 0 && values.Length - first <= 2 * Lookback && values[first - 1].Equals(value))
            first--;
        // A run that was put aside was long enough before that.
        if (values.Length - first + 1 <= Shortest || values.Length - first > 2 * Lookback || first < Needed)
            return null;
        var run = values.Length - first + held(value) + 1;
        var longest = LongestRun(values[Math.Max(0, first - Lookback)..first]);
        return run > Math.Max(Shortest, 2 * longest) ? (run, longest) : null;
    }

    private static int LongestRun(ReadOnlySpan<double> values)
    {
        var (longest, run) = (1, 1);
        for (var index = 1; index < values.Length; index++)
        {
            run = values[index].Equals(values[index - 1]) ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
