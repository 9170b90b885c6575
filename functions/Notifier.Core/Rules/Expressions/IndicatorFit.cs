using Notifier.Core.Indicators;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Whether an indicator fits into this rule: it does not look ahead, and its series have the units and the frequency that it needs.</summary>
internal sealed class IndicatorFit(ExpressionLexer lexer, ExpressionScope scope)
{
    public bool Judge(Indicator indicator, int index) =>
        SeesThePast(indicator, index) && HasOneUnit(indicator, index) && IsFineEnough(indicator, index);

    private bool SeesThePast(Indicator indicator, int index)
    {
        if (!indicator.LooksAhead || !scope.IsRule)
            return true;
        lexer.Report(FindingCodes.LooksAhead, index, $"'{indicator.Text}' looks ahead: no rule may; use its real-time form, and 'notifier inspect indicator' for comparison with publications");
        return false;
    }

    private bool HasOneUnit(Indicator indicator, int index)
    {
        if (!indicator.NeedsUnitOfOthers || scope.SeriesUnit is null)
            return true;
        foreach (var other in indicator.OtherIds)
        {
            if (scope.SeriesUnit(other) is not { Length: > 0 } unit || scope.Units.FirstDeclaredOtherThan(unit) is not { } own)
                continue;
            lexer.Report(FindingCodes.UnitMismatch, index, $"series '{own.Series}' is in {Quoted.Name(own.Unit)}, but '{other}' in {Quoted.Name(unit)}: take ratio(…) or gap(…), because units are never converted silently");
            return false;
        }

        return true;
    }

    private bool IsFineEnough(Indicator indicator, int index)
    {
        if (indicator is not GridIndicator grid || scope.SeriesFrequency is not { } frequencyOf)
            return true;
        foreach (var series in scope.Own)
        {
            if (frequencyOf(series) is not { } frequency || frequency <= grid.Grid)
                continue;
            lexer.Report(FindingCodes.CoarseSeries, index, $"series '{series}' is {frequency.ToString().ToLowerInvariant()}, coarser than '{grid.Text}': leave the grid out");
            return false;
        }

        return true;
    }
}
