namespace Notifier.Core.Entries.Quantities;

/// <summary>What money is paid for where the text leaves it out: “碳酸锂站上9万元关口” is a ton's price, “最高可领1.5万元” a car's subsidy.</summary>
internal static class UnstatedUnit
{
    // What is paid for one car is neither a fee nor a fund.
    private const decimal LeastPerVehicle = 300;
    private const decimal MostPerVehicle = 500_000;

    // No material here costs more for a ton in any of the currencies, and a market's turnover costs more.
    private const decimal MostPerTon = 2_000_000;

    private const int Reach = 40;

    public static string? Of(QuantityDraft draft, Measure measure, LeftContext left) =>
        measure.Unit!.Length != 3 ? null
        : IsPrice(draft.Text, measure, left) && draft.MaterialBefore(measure.Start) is { } material ? $"{measure.Unit}/{draft.Text.Words.PricedPer(material, measure.Unit)}"
        : measure.Value is >= LeastPerVehicle and <= MostPerVehicle && IsForOneCar(draft.Text, measure) ? $"{measure.Unit}/vehicle"
        : null;

    /// <returns>The unit of the prices that a material moved between: “碳酸锂从5万元涨到50万元” is told in CNY/t; any other unit as it is.</returns>
    public static string OfPrices(QuantityDraft draft, string unit, int start, decimal most) =>
        unit.Length == 3 && char.IsAsciiLetterUpper(unit[0]) && unit is not ("GWh" or "MWh" or "TWh") && most <= MostPerTon && draft.MaterialBefore(start) is { } material
            ? $"{unit}/{draft.Text.Words.PricedPer(material, unit)}" : unit;

    private static bool IsPrice(QuantityText text, Measure measure, LeftContext left) =>
        measure.Value is > 0 and <= MostPerTon && !left.Moves && !text.Has(measure.End, "的") && !text.Has(text.SkipBlank(measure.End), "subsid") && (left.Cmp is not null || left.HasTo || IsQuoted(text, measure));

    private static bool IsQuoted(QuantityText text, Measure measure)
    {
        var at = text.BackOverBlank(measure.Start);
        return text.Before(at) is { } word && word.Is(QuantityWordKind.Quoted);
    }

    private static bool IsForOneCar(QuantityText text, Measure measure)
    {
        var (from, to) = text.Text.SentenceBounds(text.Text.SentenceAt(measure.Start));
        var (grant, car) = (false, false);
        for (var at = Math.Max(from, measure.Start - Reach); at < Math.Min(to, measure.End + Reach); at++)
        {
            if (text.At(at) is not { } word)
                continue;
            grant |= word.Is(QuantityWordKind.Granted);
            car |= word.Is(QuantityWordKind.Car) || word.Detail(QuantityWordKind.Unit) == "vehicle";
        }

        return grant && car;
    }
}
