using System.Buffers;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Everything that hangs together with a number: <c>500000</c>, <c>-1.5e6</c>, <c>365d</c>, and what only looks like one (<c>500_000</c>, <c>3days</c>).</summary>
internal static class NumberRun
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.-");

    public static bool BeginsAt(string text, int index) =>
        char.IsAsciiDigit(At(text, index))
        || (At(text, index) is '-' or '+' or '.' && (char.IsAsciiDigit(At(text, index + 1)) || (At(text, index + 1) == '.' && char.IsAsciiDigit(At(text, index + 2)))));

    public static Token ReadAt(string text, int index)
    {
        var end = index + 1;
        while (Continues(text, index, end))
            end++;
        var run = text[index..end];
        var kind = JsonNumberText.EndOf(run, 0) == run.Length ? TokenKind.Number
            : DurationText.TryParse(run, out _) ? TokenKind.Duration
            : TokenKind.Malformed;
        return new(kind, index, run);
    }

    /// <summary>How to write what only looks like a number.</summary>
    public static string Mend(string run)
    {
        if (run.Contains('_', StringComparison.Ordinal))
            return $"write {run.Replace("_", "", StringComparison.Ordinal)}, without separators";
        if (run[0] is '.' or '+')
            return run[0] == '.' ? $"write 0{run}" : $"write {run[1..]}";
        if (run.Length > 1 && run[0] == '0' && run.AsSpan().ContainsAnyExceptInRange('0', '9') is false)
            return $"write {(run.TrimStart('0') is { Length: > 0 } digits ? digits : "0")}, without leading zeros";
        var letters = run.AsSpan().IndexOfAnyExcept(NumberCharacters);
        return letters > 0 && char.IsLetter(run[letters])
            ? $"put a space between the number and the unit ({run[..letters]} {run[letters..]}), or write a duration as {DurationText.Form}"
            : "write digits as in 500000, 0.5 or 1e6";
    }

    private static bool Continues(string text, int start, int end) =>
        char.IsLetterOrDigit(At(text, end))
        || At(text, end) is '_'
        || (At(text, end) is '.' && char.IsAsciiDigit(At(text, end + 1)))
        || IsExponentSign(text, start, end);

    private static bool IsExponentSign(string text, int start, int end) =>
        At(text, end) is '+' or '-' && end - start >= 2 && text[end - 1] is 'e' or 'E' && char.IsAsciiDigit(text[end - 2]) && char.IsAsciiDigit(At(text, end + 1));

    private static char At(string text, int index) => index < text.Length ? text[index] : '\0';
}
