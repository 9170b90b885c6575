namespace Notifier.Dashboard.Charts;

/// <summary>The vertical axis: round limits around the values, and three to six round ticks (1, 2 or 5 times a power of ten apart).</summary>
internal sealed record ValueScale(double Low, double High, double Step)
{
    private const int WantedSteps = 4;

    // Beyond this a round limit above the values would overflow; no price comes near.
    private const double Most = 1e300;

    public static ValueScale Over(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            (low, high) = (Math.Min(low, Math.Max(value, -Most)), Math.Max(high, Math.Min(value, Most)));
        if (low > high)
            (low, high) = (0, 1);
        // A price that grows from near nothing is best seen from zero.
        if (low > 0 && low < 0.4 * high)
            low = 0;
        if (high - low <= Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-12)
            (low, high) = (low - Math.Max(1, Math.Abs(low)) * 0.05, high + Math.Max(1, Math.Abs(high)) * 0.05);
        var step = Round((high - low) / WantedSteps);
        return new(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    public IEnumerable<double> Ticks()
    {
        var count = (int)Math.Round((High - Low) / Step);
        for (var index = 0; index <= count; index++)
            yield return Math.Round((Low / Step) + index) * Step;
    }

    /// <summary>0 at <see cref="Low"/>, 1 at <see cref="High"/>.</summary>
    public double Share(double value) => Math.Clamp((value - Low) / (High - Low), 0, 1);

    private static double Round(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * power;
    }
}
