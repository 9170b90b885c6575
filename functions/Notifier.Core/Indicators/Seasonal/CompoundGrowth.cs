namespace Notifier.Core.Indicators.Seasonal;

/// <summary>The quarterly and the annual compound rate of growth of a month, per month: (p / p_3)^(1/3) − 1 and (p / p_12)^(1/12) − 1.</summary>
internal sealed class CompoundGrowth
{
    private const int Kept = 16;

    private readonly (int Month, double Price)[] _prices = new (int, double)[Kept];

    /// <summary>Takes the price of a month; of two in one month the later counts.</summary>
    /// <param name="month">Months since year 0, ascending.</param>
    /// <returns>NaN where the month compared with is missing, or one of the two prices is not positive.</returns>
    public (double Quarterly, double Annual) Next(int month, double price)
    {
        _prices[month % Kept] = (month, price);
        return (Rate(month, 3), Rate(month, 12));
    }

    private double Rate(int month, int months)
    {
        if (month < months)
            return double.NaN;
        var (now, before) = (_prices[month % Kept], _prices[(month - months) % Kept]);
        var growth = Math.Pow(now.Price / before.Price, 1.0 / months) - 1;
        return before.Month == month - months && before.Price > 0 && now.Price > 0 && double.IsFinite(growth) ? growth : double.NaN;
    }
}
