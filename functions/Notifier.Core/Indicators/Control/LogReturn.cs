using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Control;

/// <summary>r = ln(P_t / P_{t−lag}) over observations, whatever time lies between them.</summary>
internal static class LogReturn
{
    // A ratio of doubles and its logarithm are known to a few units of 1e-16: a spread below this is rounding, not movement.
    public const double Noise = 1e-13;

    /// <returns>NaN where one of the two is not positive (WTI was −36.98 USD/bbl on 2020-04-20): undefined at that observation and at the one <c>lag</c> after it.</returns>
    public static double Of(double before, double now)
    {
        if (!(before > 0 && now > 0))
            return double.NaN;
        var ratio = now / before;
        return double.IsNormal(ratio) ? Math.Log(ratio) : Math.Log(now) - Math.Log(before);
    }

    /// <summary>The return at one observation; NaN before there are <paramref name="lag"/> observations.</summary>
    public static double At(History history, int index, int lag = 1) =>
        index >= lag ? Of(history.Values[index - lag], history.Values[index]) : double.NaN;

    /// <summary>How many returns are defined at the observations from <paramref name="start"/> up to but without <paramref name="end"/>.</summary>
    public static int Defined(History history, int start, int end, int lag = 1)
    {
        var count = 0;
        for (var index = Math.Max(start, lag); index < end; index++)
        {
            if (history.Values[index] > 0 && history.Values[index - lag] > 0)
                count++;
        }

        return count;
    }
}
