using System.Globalization;

namespace Notifier.Core.Entries.Quantities;

/// <summary>A number as written: digits with separators, a Chinese numeral, or an English word.</summary>
internal readonly record struct Numeral(decimal Value, int Start, int End, bool IsWord)
{
    // More digits than any price or amount has; longer runs are identifiers.
    private const int MostDigits = 15;

    /// <summary>10,000 where a Chinese numeral ends in 万, 10^8 in 亿, else 1: a number before it may share it.</summary>
    public decimal Power { get; init; } = 1;

    // "Section 301 tariffs", "Class 8 trucks": the number is a name.
    private static readonly string[] Titles = ["section ", "article ", "chapter ", "annex ", "phase ", "tier ", "class ", "level ", "title ", "schedule ", "paragraph ", "clause ", "regulation ", "directive ", "euro-", "no. ", "model ", "stage "];

    /// <returns>Null where none begins here; <paramref name="next"/> is where to look on.</returns>
    public static Numeral? At(QuantityText text, int at, out int next)
    {
        next = at + 1;
        if (char.IsAsciiDigit(text[at]))
            return Digits(text, at, out next);
        if (text.At(at) is { } word)
        {
            if (word.Detail(QuantityWordKind.Number) is { } value)
                return new(QuantityWords.Number(value), at, next = word.End, true);
            if (!word.Is(QuantityWordKind.Multiplier))
            {
                next = word.End;
                return null;
            }
        }

        return Chinese(text, at, ref next);
    }

    private static Numeral? Digits(QuantityText text, int at, out int next)
    {
        var end = at;
        while (char.IsAsciiDigit(text[end]) || (text[end] is '.' or ',' && char.IsAsciiDigit(text[end + 1]) && char.IsAsciiDigit(text[end - 1])))
            end++;
        next = end;
        var written = text.Text.Span[at..end];
        if (IsIdentifier(text, at, end) || written.Length > MostDigits + 6)
            return null;
        if (IsContinental(written))
            return new(decimal.Parse(written.ToString().Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), CultureInfo.InvariantCulture), at, end, false);
        var comma = written.IndexOf(',');
        if (comma >= 0 && !IsGrouped(written))
        {
            // "3,20家": a list, not a number; the first is read, then the next.
            next = at + comma + 1;
            written = written[..comma];
        }

        var digits = written.ToString().Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1e15m
            ? new(value, at, at + written.Length, false) : null;
    }

    /// <summary>1.234,50: points between thousands, a comma before the decimals.</summary>
    private static bool IsContinental(ReadOnlySpan<char> written)
    {
        var comma = written.IndexOf(',');
        if (comma < 5 || written.Length - comma is not (2 or 3) || written[..comma].Length % 4 == 0)
            return false;
        for (var at = comma - 1; at >= 0; at--)
        {
            if (written[at] == '.' != ((comma - at) % 4 == 0))
                return false;
        }

        return true;
    }

    private static bool IsGrouped(ReadOnlySpan<char> written)
    {
        var point = written.IndexOf('.');
        var whole = point < 0 ? written : written[..point];
        var first = whole.IndexOf(',');
        if (first is < 1 or > 3 || (point >= 0 && written[(point + 1)..].ContainsAny(',', '.')))
            return false;
        for (var at = first; at < whole.Length; at += 4)
        {
            if (whole[at] != ',' || at + 4 > whole.Length || (at + 4 < whole.Length && whole[at + 4] != ','))
                return false;
        }

        return true;
    }

    /// <summary>CR2032, GB/T18384, 30D, 2nd, 第45: no quantities.</summary>
    private static bool IsIdentifier(QuantityText text, int at, int end)
    {
        var before = text[at - 1];
        if (before is '第' or '〔' or '#' or '_' || (before == '/' && !char.IsAsciiDigit(text[at - 2])))
            return true;
        if (Titles.Any(title => text.Has(at - title.Length, title)))
            return true;
        if (char.IsAsciiLetter(before) && !(text.Before(at) is { } word && word.Is(QuantityWordKind.Currency)))
            return true;
        if (IsEmissionStage(text, at, end) || IsCellFormat(text, at, end))
            return true;
        return char.IsAsciiLetter(text[end]) && text.At(end) is null;
    }

    /// <summary>"Euro 7" is a standard, "Euro 7 million" a sum.</summary>
    private static bool IsEmissionStage(QuantityText text, int at, int end) =>
        end - at == 1 && text.Has(at - 5, "euro ") && !(text.At(text.SkipBlank(end)) is { } word && word.Is(QuantityWordKind.Multiplier));

    /// <summary>4680 cells, 21700电芯: diameter and length in millimetres.</summary>
    private static bool IsCellFormat(QuantityText text, int at, int end) =>
        text.Text.Span[at..end] is "18650" or "21700" or "2170" or "26650" or "32700" or "4680" or "4690" or "4695" or "46120"
        && text.SkipBlank(end) is var noun && (text.Has(noun, "电") || text.Has(noun, "圆柱") || text.Has(noun, "cell") || text.Has(noun, "batter") || text.Has(noun, "cylind") || text.Has(noun, "format"));

    private static Numeral? Chinese(QuantityText text, int at, ref int next)
    {
        // 近万吨, 逾亿元, 上百家: ten thousand, said without the one.
        if (text[at] is '万' or '亿' && (text[at + 1] is '余' or '多' || text[at - 1] is '上' || (text.Before(at) is { } limit && (limit.Is(QuantityWordKind.More) || limit.Is(QuantityWordKind.Approx)))))
            return new(1, at, at, false);
        var reader = new ChineseNumber();
        var end = at;
        while (end < text.Length && end - at < MostDigits && !StopsAt(text, end, at) && reader.Add(text[end]))
            end++;
        if (end == at)
            return null;
        next = end;
        return text[at - 1] is '第' or '数' or '几' or '上' || !reader.IsNumber || IsPartOfName(text, at, end) ? null : new(reader.Value, at, end, true) { Power = text[end - 1] switch { '万' => 10_000, '亿' => 100_000_000, _ => 1 } };
    }

    /// <summary>百人会, 千家万户, 十城千辆, 百千万工程: a round number without a figure counts only behind a limit, or before another unit of counting: 近百家, 百亿元.</summary>
    private static bool IsPartOfName(QuantityText text, int at, int end)
    {
        if (text[at] is not ('百' or '千') || end > at + 1 && text[at + 1] is '万' or '亿')
            return false;
        return text[at + 1] is '百' or '千' || (end == at + 1 && text[end] is not ('万' or '亿' or '余' or '多') && LeftContext.Of(text, at) is { Cmp: null, Bound: null, HasTo: false, HasBy: false });
    }

    /// <summary>千 of 千瓦时 belongs to the unit; a word such as 一半 is read as that; the 点 of 三点钟 is an hour.</summary>
    private static bool StopsAt(QuantityText text, int at, int start) =>
        (text[at] == '点' && !ChineseNumber.IsFigure(text[at + 1])) || text.At(at) is { } word && (at > start || word.End > at + 1) && !word.Is(QuantityWordKind.Multiplier);
}
