using System.Globalization;
using CsCheck;

namespace Notifier.Core.Tests.Entries.Quantities;

/// <summary>Numbers as texts write them: digits, with separators, full-width, Chinese numerals in both scripts, English words.</summary>
internal static class WrittenNumbers
{
    private const string Figures = "零一二三四五六七八九";

    private static readonly string[] Words = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Two places at most, as prices and percentages have them.</summary>
    public static Gen<decimal> Decimal(int low, int high) => Gen.Int[low * 100, high * 100].Select(hundredths => hundredths / 100m);

    public static Gen<(decimal Value, string Text)> Whole(int low, int high) =>
        Gen.Int[low, high].SelectMany(value => Gen.OneOf<string>(Plain(value), Grouped(value), Wide(Plain(value)), Chinese(value)).Select(text => ((decimal)value, text)));

    public static Gen<(decimal Value, string Text)> Any(int low, int high) =>
        Decimal(low, high).SelectMany(value => Gen.OneOf<string>(Plain(value), Grouped(value), Wide(Plain(value)), ChineseDecimal(value)).Select(text => (value, text)));

    /// <summary>For texts without Chinese numerals.</summary>
    public static Gen<(decimal Value, string Text)> Latin(int low, int high) =>
        Decimal(low, high).SelectMany(value => Gen.OneOf<string>(Plain(value), Grouped(value)).Select(text => (value, text)));

    public static Gen<(decimal Value, string Text)> Small() =>
        Gen.Int[2, 12].SelectMany(value => Gen.OneOf<string>(Plain(value), Words[value]).Select(text => ((decimal)value, text)));

    public static string Plain(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Chinese(int value) => value switch
    {
        0 => "零",
        < 10 => Figures[value].ToString(),
        < 20 => $"十{(value > 10 ? Chinese(value - 10) : "")}",
        _ => Section(value),
    };

    private static string Section(int value)
    {
        foreach (var (power, name) in new[] { (10_000, "万"), (1_000, "千"), (100, "百"), (10, "十") })
        {
            if (value < power)
                continue;
            var rest = value % power;
            var head = value / power is var count && count < 10 ? Figures[count].ToString() : Chinese(count);
            return $"{head}{name}{(rest == 0 ? "" : rest < power / 10 ? $"零{Inner(rest)}" : Inner(rest))}";
        }

        return Figures[value].ToString();
    }

    /// <summary>Inside a number ten is 一十.</summary>
    private static string Inner(int value) => value is >= 10 and < 20 ? $"一{Chinese(value)}" : Chinese(value);

    private static string ChineseDecimal(decimal value)
    {
        var written = Plain(value);
        var point = written.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? Chinese((int)value) : $"{Chinese((int)value)}点{string.Concat(written[(point + 1)..].Select(digit => Figures[digit - '0']))}";
    }

    private static string Grouped(decimal value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    private static string Wide(string digits) => string.Concat(digits.Select(character => (char)(character - '!' + '！')));
}
