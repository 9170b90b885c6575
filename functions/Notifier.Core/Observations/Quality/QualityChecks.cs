using System.Collections.Frozen;

namespace Notifier.Core.Observations.Quality;

/// <summary>Which checks the observations of a series pass before rules see them.</summary>
/// <param name="Price">Whether the series is a price: levels do not jump fivefold from one observation to the next, and hardly ever turn to zero or change their sign.</param>
/// <param name="Minimum">Smallest plausible value, in the unit of the series; null where nobody has said.</param>
/// <param name="Maximum">Largest plausible value.</param>
public sealed record QualityChecks(bool Price, double? Minimum = null, double? Maximum = null)
{
    // ISO 4217 codes in which commodities are quoted, the minor units of exchanges among them (GBX pence, ZAC cents, USC cents).
    private static readonly FrozenSet<string> Currencies = FrozenSet.Create(
        StringComparer.Ordinal,
        "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNH", "CNY", "COP", "CZK", "DKK", "EUR", "GBP", "GBX", "HKD", "HUF", "IDR", "ILS", "INR", "JPY",
        "KRW", "KZT", "MXN", "MYR", "NOK", "NZD", "PEN", "PHP", "PLN", "RMB", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USC", "USD", "VND", "ZAC", "ZAR");

    private static readonly FrozenSet<char> Signs = FrozenSet.Create('$', '€', '£', '¥', '￥', '元', '₩', '₹', '¢');

    public static QualityChecks None { get; } = new(false);

    public static QualityChecks OfPrice { get; } = new(true);

    /// <summary>A series is a price where its unit is money per something: <c>CNY/t</c>, <c>USD/bbl</c>, <c>元/吨</c>. A water level is none.</summary>
    public static QualityChecks For(string unit) => IsPrice(unit) ? OfPrice : None;

    private static bool IsPrice(string unit)
    {
        var per = unit.IndexOf('/', StringComparison.Ordinal);
        if (per < 0)
            return false;
        var money = unit.AsSpan(0, per).Trim();
        return !money.IsEmpty && (Signs.Contains(money[0]) || Signs.Contains(money[^1]) || Currencies.GetAlternateLookup<ReadOnlySpan<char>>().Contains(money));
    }
}
