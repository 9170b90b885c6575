using System.Globalization;
using System.Text.Json;

namespace Notifier.Sources.Json;

/// <summary>A simple path into JSON: <c>$.a.b[0]['c d']</c>, from the root or, for the fields of an item, from the item. <c>[-1]</c> is the last.</summary>
internal sealed class ItemPath
{
    private readonly List<(string? Name, int Index)> _steps = [];

    private ItemPath()
    {
    }

    public const string Form = "names after points and positions in brackets, for example $.data.rows or $.quote[0].close";

    /// <returns>Null where the text is not a path.</returns>
    public static ItemPath? Parse(string text)
    {
        var path = new ItemPath();
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("$"))
            rest = rest[1..];
        else if (!rest.StartsWith("["))
            rest = "." + rest.ToString();
        // All items of an array are what a path to the array means here.
        if (rest.EndsWith("[*]"))
            rest = rest[..^3];
        while (!rest.IsEmpty)
        {
            var taken = rest[0] switch { '.' => path.TakeName(rest), '[' => path.TakeBracket(rest), _ => 0 };
            if (taken == 0)
                return null;
            rest = rest[taken..];
        }

        return path;
    }

    public JsonElement? Find(JsonElement element)
    {
        foreach (var (name, index) in _steps)
        {
            if (name is not null)
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                    return null;
            }
            else
            {
                var length = element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : 0;
                var at = index < 0 ? length + index : index;
                if (at < 0 || at >= length)
                    return null;
                element = element[at];
            }
        }

        return element;
    }

    private int TakeName(ReadOnlySpan<char> rest)
    {
        var length = rest[1..].IndexOfAny('.', '[') is var end and >= 0 ? end : rest.Length - 1;
        if (length == 0)
            return 0;
        _steps.Add((rest.Slice(1, length).ToString(), 0));
        return length + 1;
    }

    private int TakeBracket(ReadOnlySpan<char> rest)
    {
        if (rest.Length > 1 && rest[1] is '\'' or '"')
        {
            var close = rest[2..].IndexOf($"{rest[1]}]");
            if (close < 0)
                return 0;
            _steps.Add((rest.Slice(2, close).ToString(), 0));
            return close + 4;
        }

        var end = rest.IndexOf(']');
        if (end < 0 || !int.TryParse(rest[1..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            return 0;
        _steps.Add((null, index));
        return end + 1;
    }
}
