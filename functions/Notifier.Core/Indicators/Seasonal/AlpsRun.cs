namespace Notifier.Core.Indicators.Seasonal;

/// <summary>The regression of <c>alps</c> over the months before the newest one.</summary>
internal sealed class AlpsRun
{
    // WFP, Technical Guidance Note (2014): three years of monthly prices, and 70 % of the months.
    public const int Months = 36;
    public const double Present = 0.7;

    private (int Month, double Price)? _newest;

    /// <summary>Months since year 0 of the first observation.</summary>
    public int? First { get; private set; }

    public SeasonalTrend Trend { get; } = new();

    /// <summary>Takes a month; of two observations in one month the later counts.</summary>
    /// <param name="month">Months since year 0.</param>
    public void Take(int month, double price)
    {
        First ??= month;
        if (_newest is { } before && before.Month < month)
            Trend.Add(Time(before.Month), before.Month % 12, before.Price);
        _newest = (month, price);
    }

    /// <summary>The standardised error of the newest month's forecast; NaN where there is none.</summary>
    public double Score()
    {
        var (month, price) = _newest!.Value;
        if (!IsEnough(Time(month) - 1, Trend.Count))
            return double.NaN;
        var deviation = Trend.Deviation();
        return deviation > 0 ? (price - Trend.Expected(Time(month), month % 12)) / deviation : double.NaN;
    }

    /// <param name="span">Months from the first observation to the last one of the regression.</param>
    public static bool IsEnough(int span, int count) => span >= Months && count >= Present * span;

    private int Time(int month) => month - First!.Value + 1;
}
