using System.Globalization;

namespace Notifier.Dashboard.Charts;

/// <summary>Numbers as people read them, the same in any culture: thousands separated, no digits that mean nothing.</summary>
internal static class NumberText
{
    public static string Of(double value)
    {
        var size = Math.Abs(value);
        // Seven significant digits show every price as quoted; a tiny one keeps its exponent.
        return size is 0 or (>= 1e-4 and < 1e15)
            ? value.ToString(size >= 1_000 ? "#,0.##" : size >= 1 ? "0.####" : "0.#######", CultureInfo.InvariantCulture)
            : value.ToString("G7", CultureInfo.InvariantCulture);
    }

    public static string WithUnit(double value, string unit) => unit.Length == 0 ? Of(value) : $"{Of(value)} {unit}";

    /// <summary>A change as a share, signed: +12.5%.</summary>
    public static string Change(double share) => share.ToString("+0.0%;−0.0%;0.0%", CultureInfo.InvariantCulture);
}
