namespace Notifier.Core.Entries.Quantities;

/// <summary>What one number with its unit states: a price, an amount, a change in percent or points, a multiple.</summary>
internal static class MeasureRule
{
    public static void Apply(QuantityDraft draft, Measure measure)
    {
        var left = LeftContext.Of(draft.Text, measure.Start);
        var right = RightContext.Of(draft.Text, measure.End);
        switch (measure.Kind)
        {
            case MeasureKind.Percent when measure.High is null:
                ChangeRule.Percent(draft, measure, left, right);
                break;
            case MeasureKind.Points:
                ChangeRule.Points(draft, measure, left, right);
                break;
            case MeasureKind.Times or MeasureKind.Fold or MeasureKind.Fan:
                MultipleRule.Apply(draft, measure, left, right);
                break;
            case MeasureKind.Bare when left.HasFactorOf:
                MultipleRule.FactorOf(draft, measure, left);
                break;
            case MeasureKind.Percent or MeasureKind.Money or MeasureKind.Amount:
                Amount(draft, measure, left, right);
                break;
        }
    }

    private static void Amount(QuantityDraft draft, Measure measure, LeftContext left, RightContext right)
    {
        if (measure.High is { } high)
        {
            draft.Add(QuantityType.Range, measure.Start, measure.End, quantity => quantity with { Low = (double)measure.Value, High = (double)high }, measure.Unit);
            return;
        }

        // 一辆, a ton: an article.
        if (measure.IsWord || measure.Value == 0)
            return;
        if (measure.Kind == MeasureKind.Money && UnstatedUnit.Of(draft, measure, left) is { } unit)
            measure = measure with { Unit = unit };
        var isPrice = measure.Kind == MeasureKind.Money && measure.Unit!.Contains('/', StringComparison.Ordinal) && !measure.Unit.EndsWith("/vehicle", StringComparison.Ordinal);
        // A credit of $35 per kWh is no price.
        isPrice &= draft.SubjectBefore(measure.Start) is not ("subsidy" or "tax_credit" or "purchase_tax" or "royalty");
        // 上涨2000元/吨 is no price, but what it moved by.
        var moved = isPrice && left.Moves && left.Cmp is null;
        draft.Add(
            isPrice && !moved ? QuantityType.Level : QuantityType.Amount,
            moved ? left.Start : left.ToStart,
            right.Cmp is not null || right.Bound is not null ? right.End : measure.End,
            quantity => quantity with { Value = (double)(measure.Value * (moved ? left.Direction : isPrice && measure.Sign < 0 ? -1 : 1)), Cmp = left.Cmp ?? measure.Cmp ?? right.Cmp, Bound = left.Bound ?? right.Bound },
            measure.Unit);
    }
}
