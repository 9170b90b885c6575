using System.Globalization;
using System.Text;

namespace Notifier.Core.Rules.Located;

/// <summary>The grammar of a text, RFC 8259 section 7, and where each of its characters stands.</summary>
internal static class JsonStringText
{
    /// <param name="start">Offset of the opening quote.</param>
    /// <param name="end">Offset behind the closing quote.</param>
    /// <returns>Null where it is not a text; the finding says why.</returns>
    public static LocatedText? Read(string text, int start, FindingLog findings, out int end)
    {
        var plain = text.AsSpan(start + 1).IndexOfAny("\"\\") is var stop and >= 0 ? start + 1 + stop : text.Length;
        end = plain + 1;
        if (plain < text.Length && text[plain] == '"' && !HasControls(text.AsSpan(start + 1, plain - start - 1)))
            return new(text[(start + 1)..plain], start + 1);
        return ReadEscaped(text, start, findings, out end);
    }

    private static bool HasControls(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\0', '\x1F');

    private static LocatedText? ReadEscaped(string text, int start, FindingLog findings, out int end)
    {
        var value = new StringBuilder();
        var offsets = new List<int>();
        for (end = start + 1; end < text.Length && text[end] != '"';)
        {
            if (text[end] < ' ')
                return Fail(findings, end, text[end] is '\r' or '\n'
                    ? "a text ends on its line: close it with a double quote, or write a line break as \\n"
                    : "a control character in a text is written as an escape, for example \\t");
            offsets.Add(end);
            if (text[end] != '\\')
                value.Append(text[end++]);
            else if (Escape(text, ref end) is { } character)
                value.Append(character);
            else
                return Fail(findings, offsets[^1], "a backslash is followed by one of \" \\ / b f n r t, or by u and four hexadecimal digits");
        }

        if (end >= text.Length)
            return Fail(findings, start, "this text is never closed: add a double quote");
        offsets.Add(end++);
        var whole = value.ToString();
        return LoneSurrogate(whole) is { } lone
            ? Fail(findings, offsets[lone], "half of a surrogate pair stands alone: write the character itself, or both halves as \\ud83d\\ude00")
            : new(whole, start + 1, [.. offsets]);
    }

    private static char? Escape(string text, ref int at)
    {
        var letter = at + 1 < text.Length ? text[at + 1] : '\0';
        if (letter == 'u')
        {
            if (at + 6 > text.Length || !ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                return null;
            at += 6;
            return (char)code;
        }

        at += 2;
        return letter switch
        {
            '"' or '\\' or '/' => letter,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => null,
        };
    }

    private static int? LoneSurrogate(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (!char.IsSurrogate(value[index]))
                continue;
            if (!char.IsHighSurrogate(value[index]) || index + 1 == value.Length || !char.IsLowSurrogate(value[index + 1]))
                return index;
            index++;
        }

        return null;
    }

    private static LocatedText? Fail(FindingLog findings, int offset, string message)
    {
        findings.Add(FindingCodes.InvalidJson, offset, message);
        return null;
    }
}
