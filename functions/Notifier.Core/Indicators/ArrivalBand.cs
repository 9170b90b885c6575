namespace Notifier.Core.Indicators;

/// <summary>When a limit may be reached: 10 % of the arrivals lie before the first, 10 % behind the last.</summary>
/// <param name="Latest">Null where the growth may as well be none: then it may never arrive.</param>
public readonly record struct ArrivalBand(double Earliest, double? Latest)
{
    // The 90 % point of the standard normal distribution.
    private const double Quantile = 1.2816;

    /// <summary>From 20 to 80: <c> (20–80)</c>, <c>（20–80）</c>; without an end <c> (20+)</c>.</summary>
    internal Phrase Said(Func<double, string> number)
    {
        var span = Latest is { } latest ? $"{number(Earliest)}–{number(latest)}" : $"{number(Earliest)}+";
        return new($" ({span})", $"（{span}）");
    }

    /// <param name="left">Logarithm of limit by value.</param>
    /// <param name="pace">Growth per day or period; it leads to the limit.</param>
    /// <param name="elapsed">Days or periods that the returns took: of the one-period returns the mean has the standard error s/√n, and the pace s·√n/elapsed.</param>
    internal static ArrivalBand? Of(double left, double pace, IReadOnlyList<double> returns, double elapsed)
    {
        if (returns.Count < 2)
            return null;
        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / (returns.Count - 1));
        var spread = Math.Sign(left) * Quantile * deviation * Math.Sqrt(returns.Count) / elapsed;
        return new(left / (pace + spread), (pace - spread) * left > 0 ? left / (pace - spread) : null);
    }
}
