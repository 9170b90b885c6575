using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Units;

namespace Notifier.Core.Observations.Derived;

/// <summary>One observation that follows from others.</summary>
/// <param name="Citation">The observations that it follows from, and the factor of a conversion.</param>
/// <param name="Roll">Where the futures contract of one of them changed; null where none did.</param>
public readonly record struct DerivedObservation(Period Period, double Value, string Citation, Roll? Roll = null);

/// <summary>
/// Computes a derived series: one value for each period of the first series that its formula names, from the last values of the others
/// at or before it; nothing where one is missing or too old. A formula of counts alone has a value for each day.
/// </summary>
public static class Derivation
{
    /// <param name="unit">Unit of the derived series; empty = as it comes.</param>
    /// <param name="inputs">The series that the formula names, by id.</param>
    /// <param name="from">First period wanted.</param>
    /// <param name="until">Last period wanted.</param>
    /// <exception cref="FormulaException">The units do not fit.</exception>
    public static IEnumerable<DerivedObservation> Run(
        Formula formula, string unit, IReadOnlyDictionary<string, (Series Series, History History)> inputs, EntryLog entries, Period from, Period until)
    {
        var (factor, conversion) = Conversion(formula, unit, id => inputs.TryGetValue(id, out var input) ? MeasuredUnit.Parse(input.Series.Unit) : MeasuredUnit.One);
        Period? before = null;
        foreach (var period in Periods(formula, inputs, from, until))
        {
            var at = new FormulaInputs(inputs, entries, period);
            var value = formula.Value(at) * factor;
            if (!double.IsFinite(value))
                continue;
            yield return new(period, value, at.Citation() + conversion, before is { } last ? Rolled(formula, inputs, entries, last, period, factor) : null);
            before = period;
        }
    }

    /// <summary>
    /// The rolls of the inputs as one of the derived series. Only where the value follows the input in proportion: of a difference of two
    /// prices nobody can say by what factor a roll changed it.
    /// </summary>
    private static Roll? Rolled(Formula formula, IReadOnlyDictionary<string, (Series Series, History History)> inputs, EntryLog entries, Period after, Period period, double factor)
    {
        Roll? rolled = null;
        foreach (var (id, roll) in formula.SeriesIds.Where(inputs.ContainsKey).SelectMany(id => inputs[id].History.Rolls.Where(roll => roll.At > after && roll.At <= period).Select(roll => (id, roll))))
        {
            var (was, now) = (formula.Value(new FormulaInputs(inputs, entries, period, (id, roll))), formula.Value(new FormulaInputs(inputs, entries, period)));
            var step = Math.Abs(Math.Log(now / was));
            if (!(Math.Abs(step - Math.Abs(Math.Log(roll.Ratio))) < 1e-9))
                continue;
            var one = roll with { At = period, Before = was * factor, After = now * factor };
            rolled = rolled?.Then(one) ?? one;
        }

        return rolled;
    }

    /// <summary>By what the formula's value is multiplied to be in a unit, and how that is named.</summary>
    /// <exception cref="FormulaException">The formula measures something else, or its sides do not fit.</exception>
    public static (double Factor, string Text) Conversion(Formula formula, string unit, Func<string, MeasuredUnit> unitOf)
    {
        var natural = formula.UnitOf(unitOf);
        if (unit.Length == 0)
            return (1, "");
        var factor = natural.FactorTo(MeasuredUnit.Parse(unit))
            ?? throw new FormulaException($"the formula gives '{natural}', which cannot be converted to '{unit}'");
        // 1000/1000 is not always exactly 1.
        return Math.Abs(factor - 1) < 1e-15 ? (1, "") : (factor, $"; {natural} × {factor.ToString("G15", System.Globalization.CultureInfo.InvariantCulture)} = {unit}");
    }

    private static IEnumerable<Period> Periods(Formula formula, IReadOnlyDictionary<string, (Series Series, History History)> inputs, Period from, Period until)
    {
        if (formula.SeriesIds.Count == 0)
            return Days(from, until);
        return inputs.TryGetValue(formula.SeriesIds[0], out var first)
            ? first.History.AsSpan().ToArray().Select(observation => observation.Period).Where(period => period >= from && period <= until)
            : [];
    }

    private static IEnumerable<Period> Days(Period from, Period until)
    {
        for (var day = from.Date; Period.From(day) <= until; day = day.AddDays(1))
            yield return Period.From(day);
    }
}
