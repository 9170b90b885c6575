using System.Text;
using System.Text.Json;

namespace Notifier.Api.Bodies;

/// <summary>JSON Pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string member) => $"{pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Append(string pointer, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pointer}/{index}");

    /// <summary>From the path of a <see cref="JsonException"/>: <c>$.series[0].id</c> is <c>/series/0/id</c>.</summary>
    public static string FromPath(string? path)
    {
        var pointer = new StringBuilder();
        foreach (var part in (path ?? "$").Split(['.', '['], StringSplitOptions.RemoveEmptyEntries).Skip(1))
            pointer.Append('/').Append(part.TrimEnd(']').Trim('\''));
        return pointer.ToString();
    }
}
