namespace Notifier.Core.Indicators.Seasonal;

/// <summary>The years before the newest month, for each calendar month.</summary>
internal sealed class IpaRun
{
    // DESIGN section 3 and FAO's data need five earlier years for a deviation that means something.
    public const int Years = 5;

    // FAO, SDG indicator 2.c.1: fixed weights of the quarterly and the annual growth.
    private const double QuarterlyWeight = 0.4;
    private const double AnnualWeight = 0.6;

    private readonly CompoundGrowth _growth = new();
    private readonly WeightedYears[] _quarterly = new WeightedYears[12];
    private readonly WeightedYears[] _annual = new WeightedYears[12];
    private (int Month, double Quarterly, double Annual)? _newest;

    /// <param name="month">Months since year 0.</param>
    /// <returns>The anomaly against earlier years; NaN where there is none.</returns>
    public double Next(int month, double price)
    {
        if (_newest is { } before && before.Month < month)
            Add(before.Month, before.Quarterly, before.Annual);
        var (quarterly, annual) = _growth.Next(month, price);
        _newest = (month, quarterly, annual);
        return YearsOf(month) >= Years ? Score(month, quarterly, annual) : double.NaN;
    }

    public void Add(int month, double quarterly, double annual)
    {
        _quarterly[month % 12].Add(quarterly);
        _annual[month % 12].Add(annual);
    }

    /// <summary>Earlier years that have both growths of a calendar month.</summary>
    public int YearsOf(int month) => Math.Min(_quarterly[month % 12].Count, _annual[month % 12].Count);

    public double Score(int month, double quarterly, double annual) =>
        (QuarterlyWeight * _quarterly[month % 12].Score(quarterly)) + (AnnualWeight * _annual[month % 12].Score(annual));

    /// <summary>Whether the newest month has both growths.</summary>
    public bool Grows => _newest is { } newest && !double.IsNaN(newest.Quarterly + newest.Annual);
}
