using System.Globalization;

namespace Notifier.Core.Indicators;

/// <summary>Numbers as they stand in reasons: invariant, thousands separated by commas, rounded only as far as stays true.</summary>
internal static class NumberText
{
    /// <summary>A value exactly as it was observed, with its unit: <c>33,500 CNY/t</c>.</summary>
    public static string Value(double value, string unit) => unit.Length == 0 ? Grouped(value) : $"{Grouped(value)} {unit}";

    /// <summary><c>+38.1%</c>: one decimal, more where fewer would show the other side of the limit.</summary>
    public static string Percent(double number, double limit)
    {
        // Rounded first: 0.07 × 100 is not 7 in binary.
        var (percent, edge) = (Math.Round(number * 100, 12), Math.Round(limit * 100, 12));
        var digits = 1;
        while (digits < 12 && Side(Math.Round(percent, digits, MidpointRounding.AwayFromZero), edge) != Side(percent, edge))
            digits++;
        percent = Math.Round(percent, digits, MidpointRounding.AwayFromZero);
        return $"{Signed(percent, "0.0##############")}%";
    }

    /// <summary>A signed percentage as a movement in Chinese: <c>上涨38.1%</c>, <c>下跌7.0%</c>, <c>变动0.0%</c>.</summary>
    public static string Moved(string percent) => percent[0] switch
    {
        '+' => $"上涨{percent[1..]}",
        '-' => $"下跌{percent[1..]}",
        _ => $"变动{percent}",
    };

    /// <summary>A limit as a signed percentage without padding: <c>+15%</c>.</summary>
    public static string PercentLimit(double limit) => double.IsFinite(limit * 100)
        ? $"{Signed(Math.Round(limit * 100, 10), "0.##########")}%"
        // What is too large for a percentage stays the number that it is.
        : Plain(limit);

    /// <summary>Three significant digits, more where fewer would show the other side of the limit.</summary>
    public static string Significant(double number, double limit)
    {
        // Digits before the point are never rounded away.
        var digits = Math.Abs(number) < 1000 ? 3 : Math.Min(17, (int)Math.Log10(Math.Abs(number)) + 1);
        while (digits < 17 && Side(Parse(number, digits), limit) != Side(number, limit))
            digits++;
        return Padded(number, digits);
    }

    /// <summary>A computed number to seven significant digits, to more where fewer would show the other side of another number.</summary>
    public static double Rounded(double number, double against)
    {
        var digits = 7;
        while (digits < 17 && Side(Parse(number, digits), against) != Side(number, against))
            digits++;
        return Parse(number, digits);
    }

    /// <summary>A share as an argument: <c>95%</c>.</summary>
    public static string Share(double share) => $"{Plain(Math.Round(share * 100, 10))}%";

    public static string Signed(double number, string format) =>
        (number > 0 ? "+" : "") + number.ToString(format, CultureInfo.InvariantCulture);

    public static string Plain(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Grouped(double value)
    {
        var plain = Plain(value);
        return plain.Contains('E', StringComparison.Ordinal)
            ? plain
            : decimal.Parse(plain, CultureInfo.InvariantCulture).ToString("#,0.############################", CultureInfo.InvariantCulture);
    }

    private static double Parse(double number, int digits) =>
        double.Parse(number.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Keeps trailing zeros (<c>2.00</c>), so that three digits are always seen.</summary>
    private static string Padded(double number, int digits)
    {
        var magnitude = number == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(Parse(number, digits))));
        var decimals = digits - 1 - magnitude;
        return magnitude is < -4 or > 15
            ? number.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : Parse(number, digits).ToString("N" + Math.Clamp(decimals, 0, 20).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static int Side(double number, double limit) => number.CompareTo(limit);
}
