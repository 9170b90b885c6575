using System.Globalization;

namespace Notifier.Core.Rules.Located;

/// <summary>The grammar of a number, RFC 8259 section 6.</summary>
internal static class JsonNumberText
{
    /// <returns>The offset behind the number that begins at <paramref name="start"/>, or null where it is none.</returns>
    public static int? EndOf(string text, int start)
    {
        var at = start + (At(text, start) == '-' ? 1 : 0);
        var whole = SkipDigits(text, at);
        if (whole == at || (text[at] == '0' && whole > at + 1))
            return null;
        at = whole;
        if (At(text, at) == '.' && !Advance(text, ref at, 1))
            return null;
        if (At(text, at) is 'e' or 'E' && !Advance(text, ref at, At(text, at + 1) is '+' or '-' ? 2 : 1))
            return null;
        return char.IsLetterOrDigit(At(text, at)) || At(text, at) is '.' or '_' or '+' ? null : at;
    }

    /// <summary>False where the number overflowed to infinity or vanished to zero.</summary>
    public static bool IsHeld(ReadOnlySpan<char> number, double value)
    {
        if (value != 0)
            return double.IsFinite(value);
        var exponent = number.IndexOfAny('e', 'E');
        return !number[..(exponent < 0 ? number.Length : exponent)].ContainsAnyInRange('1', '9');
    }

    public static double Parse(string number) => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A hundredth, by moving the exponent: 0.1% is the double nearest to 0.001, which 0.1 / 100 need not be.</summary>
    public static double ParsePercent(string number)
    {
        var exponent = number.AsSpan().IndexOfAny('e', 'E');
        return exponent < 0 ? Parse(number + "e-2") : Parse(number) / 100;
    }

    private static bool Advance(string text, ref int at, int prefix)
    {
        var digits = at + prefix;
        at = SkipDigits(text, digits);
        return at > digits;
    }

    private static int SkipDigits(string text, int at)
    {
        while (char.IsAsciiDigit(At(text, at)))
            at++;
        return at;
    }

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';
}
