using System.Buffers;
using System.Text;

namespace Notifier.Sources.Http;

/// <summary>A text with places in braces, as in a source's address and headers: <c>{from}</c>, <c>{date:yyyyMMdd}</c>, <c>{secret:NAME}</c>.</summary>
internal static class Template
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <param name="value">What stands for a place, told its name and what follows the colon; null where there is nothing.</param>
    /// <returns>The filled text, or the first place that has no value.</returns>
    public static (string? Text, string? Missing) Fill(string template, Func<string, string, string?> value)
    {
        var text = new StringBuilder(template.Length);
        for (var at = 0; ;)
        {
            var open = template.IndexOf('{', at);
            if (open < 0)
                return (text.Append(template, at, template.Length - at).ToString(), null);
            var close = template.IndexOf('}', open);
            if (close < 0)
                return (null, template[open..]);
            var place = template[(open + 1)..close];
            var (name, argument) = place.IndexOf(':') is var colon and >= 0 ? (place[..colon], place[(colon + 1)..]) : (place, "");
            if (value(name, argument) is not { } filled)
                return (null, template[open..(close + 1)]);
            text.Append(template, at, open - at).Append(filled);
            at = close + 1;
        }
    }

    public static bool IsSecretName(string name) => name.Length is > 0 and <= 100 && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
