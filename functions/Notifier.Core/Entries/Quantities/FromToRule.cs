namespace Notifier.Core.Entries.Quantities;

/// <summary>从5万涨到50万元/吨, from 50,000 to 500,000 yuan per ton: the unit and 万 of the second also stand for the first.</summary>
internal static class FromToRule
{
    // "从2021年初的5万元/吨涨到2022年3月的50万元/吨"
    private const int FromReach = 30;
    private const int ToReach = 40;

    public static void Apply(QuantityDraft draft, List<Measure> measures)
    {
        for (var at = 0; at < measures.Count; at++)
        {
            if (at + 1 < measures.Count && Join(draft, measures, at, out var used))
                at = used;
            else
                MeasureRule.Apply(draft, at > 0 ? Continued(draft, measures[at - 1], measures[at]) : measures[at]);
        }
    }

    /// <summary>“同比分别增长45.8%和47.4%”: the second change has the verb of the first.</summary>
    private static Measure Continued(QuantityDraft draft, Measure before, Measure measure)
    {
        var isChange = measure.Kind is MeasureKind.Percent or MeasureKind.Points && before.Kind == measure.Kind && measure.Sign == 0;
        return isChange && draft.Last is { Quantity: { Type: QuantityType.Pct or QuantityType.Pp, Value: { } value } } last && last.End == before.End
            && draft.Text.Text.Span[before.End..measure.Start].Trim(' ') is "和" or "、" or "及" or "与" or "and"
            ? measure with { Sign = Math.Sign(value) } : measure;
    }

    private static bool Join(QuantityDraft draft, List<Measure> measures, int at, out int used)
    {
        var text = draft.Text;
        var first = measures[at];
        used = at;
        if (first.High is not null || first.Kind is MeasureKind.Times or MeasureKind.Fold or MeasureKind.Fan)
            return false;
        for (used = at + 1; used < measures.Count && measures[used].Start - first.End <= ToReach; used++)
        {
            var second = measures[used];
            // "from 50,000 in 2021 to 500,000 yuan": a bare number between them is a date.
            if (second.Kind == MeasureKind.Bare && !HasFromOrTo(text, second))
                continue;
            // "10 $ 1,000": the sign cannot belong to both.
            return second.High is null && second.Start >= first.End && Fits(first, second) && (IsMove(draft, first, second) || IsRange(draft, first, second) || IsReversed(draft, first, second));
        }

        return false;
    }

    private static bool HasFromOrTo(QuantityText text, Measure second) => text.Before(text.BackOverBlank(second.Start)) is { } word && word.Is(QuantityWordKind.To);

    private static bool Fits(Measure first, Measure second) =>
        second.Kind == MeasureKind.Bare ? IsBareMove(first, second)
        : second.Kind is not ( MeasureKind.Times or MeasureKind.Fold or MeasureKind.Fan)
        && (second.Kind != MeasureKind.Points || first.Kind == MeasureKind.Points)
        && (first.Kind == MeasureKind.Bare ? !IsYear(first) && !first.IsWord : first.Kind == second.Kind && SameUnit(first.Unit, second.Unit));

    /// <summary>"from 120 brands to 30", "from 41,000 to 56,000": small numbers without a unit may be anything.</summary>
    private static bool IsBareMove(Measure first, Measure second) =>
        first.Kind == MeasureKind.Amount || (first is { Kind: MeasureKind.Bare, Value: >= 1000 } && second.Value >= 1000 && !IsYear(first) && !IsYear(second));

    private static bool IsYear(Measure measure) => measure is { Value: >= 1900 and <= 2100, Multiplier: 1 } && measure.End - measure.NumberStart == 4;

    private static bool SameUnit(string? first, string? second) =>
        first == second || (second is not null && first is not null && (second.StartsWith(first + "/", StringComparison.Ordinal) || first.StartsWith(second + "/", StringComparison.Ordinal)));

    private static bool IsMove(QuantityDraft draft, Measure first, Measure second)
    {
        var text = draft.Text;
        var to = LeftContext.Of(text, second.Start);
        var from = From(text, first);
        var verb = VerbBetween(text, first.End, second.Start);
        if (!to.HasTo && !HasToBetween(text, first.End, second.Start))
            return false;
        // "上涨5%至50万元" has a verb before and no 从; "5万元涨到50万元" has the verb between.
        if (from is null && verb is null)
            return false;
        if (from is { } opener && text.Before(text.BackOverBlank(opener.Start)) is { } before && before.Is(QuantityWordKind.Ranged))
            return AddRange(draft, first, second, first.Start);
        draft.Add(QuantityType.FromTo, from?.Start ?? first.Start, second.End, quantity => quantity with { From = Number(First(first, second)), To = Number(second.Value) }, Unit(draft, first, second), Written(text, from, first, second));
        return true;
    }

    /// <summary>"will rise to 25% from 10%".</summary>
    private static bool IsReversed(QuantityDraft draft, Measure first, Measure second)
    {
        if (draft.Text.Text.Span[first.End..second.Start].Trim(' ') is not "from" || LeftContext.Of(draft.Text, first.Start) is not { HasTo: true, Direction: not 0 } to)
            return false;
        draft.Add(QuantityType.FromTo, to.Start, second.End, quantity => quantity with { From = Number(second.Value), To = Number(First(first, second)) }, Unit(draft, first, second));
        return true;
    }

    /// <summary>21.5至22.3万元, between $20,000 and $22,000.</summary>
    private static bool IsRange(QuantityDraft draft, Measure first, Measure second)
    {
        var text = draft.Text;
        var between = text.Text.Span[first.End..second.Start].Trim(' ').ToString();
        var isPair = between is "至" or "到" or "to";
        var opener = text.Before(text.BackOverBlank(first.Start));
        var isBetween = between is "and" or "和" or "与" or "至" && opener is { } word && word.Is(QuantityWordKind.Between);
        if (!isBetween && (!isPair || (LeftContext.Of(text, first.Start).Moves && first.Kind != MeasureKind.Percent)))
            return false;
        return AddRange(draft, first, second, isBetween && text.Has(opener!.Value.Start, "between") ? opener.Value.Start : first.Start);
    }

    private static bool AddRange(QuantityDraft draft, Measure first, Measure second, int start)
    {
        draft.Add(QuantityType.Range, start, second.End, quantity => quantity with { Low = Number(First(first, second)), High = Number(second.Value) }, Unit(draft, first, second));
        return true;
    }

    private static string? Unit(QuantityDraft draft, Measure first, Measure second) =>
        Unit(first, second) is { } unit ? UnstatedUnit.OfPrices(draft, unit, first.Start, Math.Max(first.Value, second.Value)) : null;

    /// <summary>由九个点降到六个点 speaks of rates.</summary>
    private static string? Unit(Measure first, Measure second) => first.Kind == MeasureKind.Points ? "%" : (first.Unit?.Length ?? 0) > (second.Unit?.Length ?? 0) ? first.Unit : second.Unit;

    private static decimal First(Measure first, Measure second) =>
        first is { Kind: MeasureKind.Bare, Multiplier: 1 } && second.Multiplier > 1 && first.Value < 10_000 ? first.Value * second.Multiplier : first.Value;

    private static double Number(decimal value) => (double)value;

    private static QuantityWord? From(QuantityText text, Measure first)
    {
        var clause = text.ClauseStart(first.Start, FromReach);
        for (var at = first.Start; at > clause; at--)
        {
            if (text.Before(at) is { } word && word.Is(QuantityWordKind.From))
                return word;
        }

        return null;
    }

    private static QuantityWord? VerbBetween(QuantityText text, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (text.At(at) is { } word && (LeftContext.Move(word) != 0 || word.Is(QuantityWordKind.Multiply)) && word.End <= to)
                return word;
        }

        return null;
    }

    private static bool HasToBetween(QuantityText text, int from, int to) => ToBetween(text, from, to) is not null;

    private static QuantityWord? ToBetween(QuantityText text, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (text.At(at) is { } word && word.Is(QuantityWordKind.To) && word.End <= to && !text.Has(at, "为") && !text.Has(at, "at"))
                return word;
        }

        return null;
    }

    private static string Written(QuantityText text, QuantityWord? from, Measure first, Measure second)
    {
        var parts = new List<(int Start, int End)>();
        if (from is { } opener)
            parts.Add((opener.Start, opener.End));
        parts.Add((first.Start, first.End));
        var to = ToBetween(text, first.End, second.Start);
        var verb = VerbBetween(text, first.End, second.Start);
        if (to is { } reached)
            parts.Add((verb is { } moved && moved.End <= reached.Start && moved.End + 2 >= reached.Start ? moved.Start : reached.Start, reached.End));
        parts.Add((second.Start, second.End));
        return Pieces.Written(text, parts);
    }
}
