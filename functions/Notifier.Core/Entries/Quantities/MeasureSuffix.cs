namespace Notifier.Core.Entries.Quantities;

/// <summary>What stands behind a number: 万, 多, the unit and what it is a unit of.</summary>
internal readonly record struct MeasureSuffix(MeasureKind Kind, decimal Multiplier, string? Unit, int NumberEnd, int End, string? Cmp)
{
    // 成 in 成为, 成立, 成功, 成员 is no tenth.
    private const string AfterTenth = "为立功员本果长品套就效因形像熟型分交都份";

    private const decimal Largest = 1e18m;

    public static MeasureSuffix At(QuantityText text, int at, Numeral number)
    {
        var (multiplier, end, cmp) = (1m, at, (string?)null);
        while (Skip(text, end) is var next && (text.At(next) ?? text.At(end)) is { } word)
        {
            if (cmp is null && word.Is(QuantityWordKind.Vague) && word.Start == end)
                cmp = ">";
            else if (word.Detail(QuantityWordKind.Multiplier) is { } factor && number.Value * multiplier * QuantityWords.Number(factor) < Largest)
                multiplier *= QuantityWords.Number(factor);
            else
                break;
            end = word.End;
        }

        var unit = UnitAt(text, end, number);
        if (unit.Kind == MeasureKind.Bare && CountedNouns.At(text, end, number, multiplier > 1 || number.Value >= 1000) is { } counted)
            unit = (MeasureKind.Amount, 1, counted.Unit, counted.End);
        return new(unit.Kind, multiplier * unit.Scale, unit.Name, end, unit.End, cmp);
    }

    private static (MeasureKind Kind, decimal Scale, string? Name, int End) UnitAt(QuantityText text, int at, Numeral number)
    {
        if (text[at] == '番')
            return (MeasureKind.Fan, 1, null, at + 1);
        if (text.At(Skip(text, at)) is not { } word)
            return (MeasureKind.Bare, 1, null, at);
        // TEN-T is no ten tons.
        if (number.IsWord && text[at] == '-' && !word.Is(QuantityWordKind.Fold))
            return (MeasureKind.Bare, 1, null, at);
        if (word.Is(QuantityWordKind.Percent))
            return (MeasureKind.Percent, 1, "%", word.End);
        if (word.Detail(QuantityWordKind.Points) is { } scale)
            return (MeasureKind.Points, QuantityWords.Number(scale), null, word.End);
        if (word.Is(QuantityWordKind.Times))
            return (MeasureKind.Times, 1, null, word.End);
        if (word.Is(QuantityWordKind.Fold))
            return (MeasureKind.Fold, 1, null, word.End);
        if (word.Is(QuantityWordKind.Tenth) && number.Value <= 10 && !AfterTenth.Contains(text[word.End], StringComparison.Ordinal))
            return Tenths(text, word, number);
        // "in 2022 $5bn": the sign belongs to the number behind it.
        if (word.Detail(QuantityWordKind.Currency) is { } currency && !char.IsAsciiDigit(text[Skip(text, word.End)]))
            return Per(text, word.End, currency, MeasureKind.Money);
        return word.Detail(QuantityWordKind.Unit) is { } unit && !CountedNouns.IsPartOfCompound(text, word.End) ? Per(text, word.End, unit, MeasureKind.Amount) : (MeasureKind.Bare, 1, null, at);
    }

    /// <summary>四成五 is 45 percent, 三成半 35.</summary>
    private static (MeasureKind Kind, decimal Scale, string? Name, int End) Tenths(QuantityText text, QuantityWord word, Numeral number)
    {
        var more = "一二三四五六七八九".IndexOf(text[word.End], StringComparison.Ordinal) + 1;
        more = text[word.End] == '半' ? 5 : more;
        return more > 0 && number.Value > 0 ? (MeasureKind.Percent, 10 + (more / number.Value), "%", word.End + 1) : (MeasureKind.Percent, 10, "%", word.End);
    }

    /// <summary>元/吨, yuan per ton, $100 a tonne, Wh/kg.</summary>
    public static (MeasureKind Kind, decimal Scale, string? Name, int End) Per(QuantityText text, int at, string unit, MeasureKind kind)
    {
        var next = Skip(text, at);
        var behind = text[next] is '/' or '每' or '一' ? Skip(text, next + 1)
            : text.Has(next, "per ") || text.Has(next, "per-") ? next + 4
            : text.Has(next, "a ") || text.Has(next, "a-") ? next + 2
            : text.Has(next, "an ") ? next + 3
            : -1;
        return behind >= 0 && text.At(behind) is { } word && word.Detail(QuantityWordKind.Unit) is { } below
            ? (kind, 1, $"{unit}/{below}", word.End)
            : (kind, 1, unit, at);
    }

    /// <summary>"5-million", "10-fold"; the dash of 五万-十万元 parts two numbers.</summary>
    private static int Skip(QuantityText text, int at) => text[at] is ' ' || (text[at] is '-' && char.IsAsciiLetter(text[at + 1])) ? at + 1 : at;
}
