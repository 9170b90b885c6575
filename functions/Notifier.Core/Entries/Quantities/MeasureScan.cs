namespace Notifier.Core.Entries.Quantities;

/// <summary>All numbers of a text with their units, ranges joined, in order.</summary>
internal static class MeasureScan
{
    // "每吨碳酸锂的价格为6000美元", "单车最高补贴2万元"
    private const int EachReach = 16;

    // Behind these a bare number is a date, an order or a count of things that are no quantity.
    private const string DateMarks = "年月日号时点分秒周天季届次批期条章项名位人家款种类级个部省国";

    public static List<Measure> Of(QuantityText text)
    {
        var measures = new List<Measure>();
        for (var at = 0; at < text.Length;)
        {
            var measure = Percent(text, at);
            var next = measure?.End ?? at + 1;
            if (measure is null && Numeral.At(text, at, out next) is { } number && (measure = Read(text, number)) is not null)
                next = Math.Max(next, measure.End);
            if (measure is not null)
                measures.Add(measure);
            at = next;
        }

        return measures;
    }

    /// <summary>百分之三十: the unit stands before the number.</summary>
    private static Measure? Percent(QuantityText text, int at) =>
        text.Has(at, "百分之") && Numeral.At(text, at + 3, out _) is { } number
            ? new(MeasureKind.Percent, number.Value, null, "%", at, number.End, null, false) { NumberStart = number.Start }
            : null;

    private static Measure? Read(QuantityText text, Numeral number)
    {
        var (start, currency) = Prefix(text, number.Start);
        var suffix = MeasureSuffix.At(text, number.End, number);
        if (Second(text, suffix.End) is { } second && Range(text, number, suffix, second, start, currency) is { } range)
            return range;
        var measure = Named(text, number, suffix, start, currency);
        // 万吨级, 百亿级: a class of size.
        if (measure.Kind is MeasureKind.Amount or MeasureKind.Money && text[measure.End] == '级')
            return null;
        return measure.Kind == MeasureKind.Bare && DateMarks.Contains(text[suffix.End], StringComparison.Ordinal) ? null : measure;
    }

    private static Measure Named(QuantityText text, Numeral number, MeasureSuffix suffix, int start, string? currency)
    {
        var (kind, unit, end) = (suffix.Kind, suffix.Unit, suffix.End);
        // "$7,500 EV tax credit": the sign before the number is its unit.
        if (currency is not null && kind is MeasureKind.Bare or MeasureKind.Amount)
            (kind, _, unit, end) = MeasureSuffix.Per(text, suffix.NumberEnd, currency, MeasureKind.Money);
        else if (currency is not null && kind is MeasureKind.Money)
            unit = suffix.Unit;
        else
            start = currency is null ? start : number.Start;
        if (kind == MeasureKind.Money && !unit!.Contains('/', StringComparison.Ordinal) && EachBefore(text, start) is { } each)
            (unit, start) = ($"{unit}/{each.Unit}", each.IsNext ? each.Start : start);
        // 每千瓦时60千克
        if (kind == MeasureKind.Amount && unit is "kg" or "g" or "t" or "kWh" or "Wh" or "L" && EachBefore(text, start) is { IsUnit: true } per && per.Unit != unit)
            unit = $"{unit}/{per.Unit}";
        var (sign, signed) = Sign(text, start);
        return new(kind, number.Value * suffix.Multiplier, null, unit, signed, end, suffix.Cmp, number.IsWord && number.Value == 1)
        {
            Sign = sign,
            NumberStart = number.Start,
            Multiplier = suffix.Multiplier * number.Power,
        };
    }

    private static Measure? Range(QuantityText text, Numeral first, MeasureSuffix own, Numeral second, int start, string? currency)
    {
        var suffix = MeasureSuffix.At(text, second.End, second);
        if (own.Kind != MeasureKind.Bare && (own.Kind != suffix.Kind || (own.Unit != suffix.Unit && suffix.Unit?.StartsWith(own.Unit + "/", StringComparison.Ordinal) is not true)))
            return null;
        var high = Named(text, second, suffix, start, currency);
        if (high.Kind is MeasureKind.Bare)
            return null;
        var shared = own.Kind == MeasureKind.Bare && own.Multiplier == 1 && first.Power == 1 && first.Value <= second.Value * 10 ? high.Multiplier : own.Multiplier;
        return high with { Value = first.Value * shared, High = high.Value, NumberStart = first.Start, IsWord = false, Start = Math.Min(high.Start, start) };
    }

    private static Numeral? Second(QuantityText text, int at)
    {
        if (text[at] is not ('-' or '~'))
            return null;
        var next = text.SkipBlank(at + 1);
        if (text.At(next) is { } word && word.Is(QuantityWordKind.Currency))
            next = text.SkipBlank(word.End);
        return Numeral.At(text, next, out _) is { } number && number.Start == next ? number : null;
    }

    /// <summary>$, US$, RMB, 人民币 before the number.</summary>
    private static (int Start, string? Currency) Prefix(QuantityText text, int start)
    {
        var word = text.Before(start) ?? text.Before(text.BackOverBlank(start));
        var isPrefix = word is { } found && found.Is(QuantityWordKind.Currency)
            && (text[found.Start] is '$' or '¥' or '€' or '£' || char.IsAsciiLetter(text[found.Start]) || text.Has(found.Start, "人民币"));
        return isPrefix ? (word!.Value.Start, word.Value.Detail(QuantityWordKind.Currency)) : (start, null);
    }

    private static (string Unit, int Start, bool IsNext, bool IsUnit)? EachBefore(QuantityText text, int start)
    {
        var clause = text.ClauseStart(start, EachReach);
        for (var at = start; at > clause; at--)
        {
            if (text.Before(at) is not { } word)
                continue;
            if (word.Detail(QuantityWordKind.PerEach) is { } each)
                return (each, word.Start, at == start && text[word.Start] == '每', text[word.Start] == '每');
            if (word.Detail(QuantityWordKind.Unit) is { } unit && text.Before(word.Start) is { } opener && opener.Is(QuantityWordKind.Each) && text[opener.Start] == '每')
                return (unit, opener.Start, at == start, true);
        }

        return null;
    }

    private static (int Sign, int Start) Sign(QuantityText text, int start)
    {
        var sign = text[start - 1];
        return start > 0 && sign is '+' or '-' && text[start - 2] is not '%' && !char.IsAsciiDigit(text[start - 2]) && (!char.IsAsciiLetter(text[start - 2]) || StandsApart(text, start - 1))
            ? (sign == '-' ? -1 : 1, start - 1) : (0, start);
    }

    /// <summary>"settled at -37", and not "a post-37 world": blanks beside a dash are known to the text as it was written alone.</summary>
    private static bool StandsApart(QuantityText text, int at)
    {
        var (place, length) = text.Text.Place(at, at + 1);
        return length == 1 && place > 0 && text.Text.Original[place - 1] == ' ' && place + 1 < text.Text.Original.Length && text.Text.Original[place + 1] != ' ';
    }
}
