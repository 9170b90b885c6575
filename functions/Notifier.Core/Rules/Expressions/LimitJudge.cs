using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Compares what stands behind a limit with what the indicator yields.</summary>
internal sealed class LimitJudge(ExpressionLexer lexer, ExpressionScope scope)
{
    /// <returns>The limit in the indicator's own number; null where it is wrong.</returns>
    public double? Judge(WrittenLimit limit, Indicator indicator) => Judge(limit, indicator.Text, indicator.Unit);

    /// <param name="name">What the limit belongs to.</param>
    public double? Judge(WrittenLimit limit, string name, IndicatorUnit unit)
    {
        switch (limit.Form, unit)
        {
            case (LimitForm.Plain, _):
                WarnOfMixedUnits(limit, unit);
                return JsonNumberText.Parse(limit.Number);
            case (LimitForm.Percent, IndicatorUnit.Number):
                return JsonNumberText.ParsePercent(limit.Number);
            case (LimitForm.Unit, IndicatorUnit.Series):
                return JudgeUnit(limit) ? JsonNumberText.Parse(limit.Number) : null;
            case (LimitForm.Duration, IndicatorUnit.Days) when DurationText.TryParse(limit.Unit, out var duration):
                return duration.TotalDays;
            default:
                lexer.Report(FindingCodes.WrongLimit, limit.UnitIndex, Mend(limit, name, unit));
                return null;
        }
    }

    /// <summary>Whether one indicator may be the limit of another one.</summary>
    /// <param name="index">Where the comparison's second side begins.</param>
    public bool Judge(Indicator indicator, Indicator limit, int index)
    {
        if (indicator.Text == limit.Text)
            lexer.Report(FindingCodes.IncomparableIndicators, index, $"'{indicator.Text}' is compared with itself: compare it with a number or another indicator");
        else if (indicator.Unit != limit.Unit)
            lexer.Report(FindingCodes.IncomparableIndicators, index, $"'{indicator.Text}' is {Kind(indicator)}, but '{limit.Text}' is {Kind(limit)}: compare indicators of one kind, or write a number");
        else
            return true;
        return false;
    }

    private static string Kind(Indicator indicator) => indicator.Unit switch
    {
        IndicatorUnit.Series => "in the unit of the series",
        IndicatorUnit.Days => "in days",
        IndicatorUnit.Entries => "a count of entries",
        _ => "a plain number",
    };

    private bool JudgeUnit(WrittenLimit limit)
    {
        if (scope.Units.FirstOtherThan(limit.Unit) is not { } other)
            return true;
        var message = other.Unit.Length == 0
            ? $"series '{other.Series}' has no declared unit: declare it at its source, or leave {Quoted.Name(limit.Unit)} out"
            : $"series '{other.Series}' is in {Quoted.Name(other.Unit)}, not {Quoted.Name(limit.Unit)}: write the limit in {Quoted.Name(other.Unit)}, because units are never converted silently";
        lexer.Report(FindingCodes.UnitMismatch, limit.UnitIndex, message);
        return false;
    }

    private void WarnOfMixedUnits(WrittenLimit limit, IndicatorUnit unit)
    {
        // Zero is the same in every unit.
        if (unit != IndicatorUnit.Series || !scope.Units.AreMixed || JsonNumberText.Parse(limit.Number) == 0)
            return;
        var (first, other) = (scope.Units.Known[0], scope.Units.FirstOtherThan(scope.Units.Known[0].Unit)!.Value);
        lexer.Report(FindingCodes.MixedUnits, limit.Index, $"one limit for {Quoted.Name(first.Unit)} ('{first.Series}') and {Quoted.Name(other.Unit)} ('{other.Series}'): write one rule per unit");
    }

    private static string Mend(WrittenLimit limit, string name, IndicatorUnit unit) => (limit.Form, unit) switch
    {
        (LimitForm.Percent, IndicatorUnit.Series) => $"'{name}' is in the unit of the series, not a ratio: write {limit.Number} with the unit, or use change(…) for a percentage",
        (LimitForm.Percent, _) => $"'{name}' is not a ratio: write {limit.Number} without '%'",
        (LimitForm.Duration, IndicatorUnit.Series) => $"'{name}' is in the unit of the series: put a space before the unit ({limit.Unit[..^1]} {limit.Unit[^1]}), or write the number alone",
        (_, IndicatorUnit.Days) => $"'{name}' is in days: write a duration without a space, as 3d or 12h, or a number of days alone",
        (_, IndicatorUnit.Entries) => $"'{name}' is a count of entries: write the number alone",
        _ => $"'{name}' is a plain number: write it without {Quoted.Name(limit.Unit)}",
    };
}
