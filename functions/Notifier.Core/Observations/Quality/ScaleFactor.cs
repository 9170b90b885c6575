namespace Notifier.Core.Observations.Quality;

/// <summary>A factor by which a number is wrong where a unit, a decimal point or a currency was mistaken.</summary>
/// <param name="Tolerance">How far the price itself may have moved beside it, relative.</param>
internal sealed record ScaleFactor(double Factor, double Tolerance, string Cause)
{
    private const double Day = 0.15;

    // 1 lb = 0.45359237 kg and 1 troy ounce = 31.1034768 g exactly (NIST Handbook 44, appendix C).
    private static readonly ScaleFactor[] Gross =
    [
        new(10, Day, "a decimal point?"),
        new(100, Day, "a decimal point, or cents?"),
        new(1_000, Day, "thousands, or kg and t?"),
        new(10_000, Day, "ten thousands (万)?"),
        new(100_000, Day, "a unit?"),
        new(1_000_000, Day, "millions, or g and t?"),
        new(2_204.62262, Day, "lb and t?"),
        new(31.1034768, 0.08, "g and troy ounces?"),
        new(32_150.7466, Day, "troy ounces and t?"),
        new(7.2, 0.2, "CNY and USD?"),
        new(150, 0.15, "JPY and USD?"),
        new(1_350, 0.15, "KRW and USD?"),
    ];

    private static readonly ScaleFactor[] Small =
    [
        new(2.20462262, 0.02, "lb and kg?"),
    ];

    /// <summary>The factor that explains a ratio; null where none does.</summary>
    public static ScaleFactor? Of(double ratio) => Nearest(Gross, ratio);

    /// <summary>One that a price may move by itself: a suspect only on a calm series.</summary>
    public static ScaleFactor? OfSmall(double ratio) => Nearest(Small, ratio);

    private static ScaleFactor? Nearest(ScaleFactor[] factors, double ratio)
    {
        var above = ratio >= 1 ? ratio : 1 / ratio;
        ScaleFactor? nearest = null;
        foreach (var factor in factors)
        {
            if (factor.Off(above) <= Math.Log(1 + factor.Tolerance) && !(nearest?.Off(above) <= factor.Off(above)))
                nearest = factor;
        }

        return nearest;
    }

    private double Off(double above) => Math.Abs(Math.Log(above / Factor));
}
