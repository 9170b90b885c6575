using System.Globalization;
using System.Text;
using System.Text.Json;
using Notifier.Sources.Json.Paths;

namespace Notifier.Sources.Json;

/// <summary>
/// A path as a definition writes it: a JSONPath query, from the root or, for the fields of an item, from the item. <c>$</c> may be
/// left out, and names need no quotes for characters that RFC 9535 wants quoted: <c>data.all-rows[0]</c>.
/// </summary>
internal sealed class ItemPath
{
    private const string Every = "[*]";

    private readonly JsonPath _path;
    private readonly bool _all;

    private ItemPath(JsonPath path, bool all) => (_path, _all) = (path, all);

    /// <returns>The path, or what is wrong with the text.</returns>
    public static (ItemPath? Path, string? Problem) Read(string text)
    {
        text = text.Trim();
        // All items of an array are what a path to the array means too; so it is told whether there is an array.
        var all = text.EndsWith(Every, StringComparison.Ordinal);
        var (path, problem) = JsonPath.Parse(all ? text[..^Every.Length] : text);
        if (path is null && Quoted(all ? text[..^Every.Length] : text) is { } quoted)
            (path, _) = JsonPath.Parse(quoted);
        return path is null ? (null, $"this is not a JSONPath query, for example $.data.rows or $.quote[0].close: {problem}") : (new(path, all), null);
    }

    public static ItemPath? Parse(string text) => Read(text).Path;

    /// <summary>The first value that it finds; null where it finds none.</summary>
    public JsonElement? Find(JsonElement element) => All(element).Select(value => (JsonElement?)value).FirstOrDefault();

    /// <summary>Every value that it finds.</summary>
    public IEnumerable<JsonElement> All(JsonElement element)
    {
        var found = _path.Find(element).Nodes;
        return _all ? Children(found) : found.Select(node => node.Value);
    }

    /// <summary>The items that it stands for: of an array, its own; one object is one item; of a query that finds several values, these.</summary>
    /// <returns>Null for the items where there is no such place, or why it could not be looked for.</returns>
    public (IReadOnlyList<JsonElement>? Items, string? Problem) Items(JsonElement root)
    {
        var (found, problem) = _path.Find(root);
        if (problem is not null)
            return (null, problem);
        if (!_path.IsSingular)
            return ([.. _all ? Children(found) : found.Select(node => node.Value)], null);
        return found switch
        {
            [{ Value.ValueKind: JsonValueKind.Array }] => ([.. Children(found)], null),
            [{ Value.ValueKind: JsonValueKind.Object }] => (_all ? [.. Children(found)] : [found[0].Value], null),
            _ => (null, null),
        };
    }

    private static IEnumerable<JsonElement> Children(IEnumerable<PathNode> nodes) => nodes.SelectMany(node => node.Value.ValueKind switch
    {
        JsonValueKind.Array => node.Value.EnumerateArray(),
        JsonValueKind.Object => node.Value.EnumerateObject().Select(member => member.Value),
        _ => Enumerable.Empty<JsonElement>(),
    });

    /// <summary>Names and positions only, with their names in quotes; null where it is something else.</summary>
    private static string? Quoted(string text)
    {
        var rest = text.AsSpan();
        if (rest.StartsWith("$"))
            rest = rest[1..];
        else if (!rest.StartsWith("["))
            rest = "." + text;
        var path = new StringBuilder("$");
        while (!rest.IsEmpty)
        {
            var taken = rest[0] switch { '.' => Name(rest, path), '[' => Bracket(rest, path), _ => 0 };
            if (taken == 0)
                return null;
            rest = rest[taken..];
        }

        return path.ToString();
    }

    private static int Name(ReadOnlySpan<char> rest, StringBuilder path)
    {
        var length = rest[1..].IndexOfAny('.', '[') is var end and >= 0 ? end : rest.Length - 1;
        if (length > 0)
            Write(rest.Slice(1, length), path);
        return length == 0 ? 0 : length + 1;
    }

    private static int Bracket(ReadOnlySpan<char> rest, StringBuilder path)
    {
        if (rest.Length > 1 && rest[1] is '\'' or '"')
        {
            var close = rest[2..].IndexOf($"{rest[1]}]");
            if (close >= 0)
                Write(rest.Slice(2, close), path);
            return close < 0 ? 0 : close + 4;
        }

        var end = rest.IndexOf(']');
        if (end < 0 || !int.TryParse(rest[1..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            return 0;
        path.Append(CultureInfo.InvariantCulture, $"[{index}]");
        return end + 1;
    }

    private static void Write(ReadOnlySpan<char> name, StringBuilder path) =>
        path.Append("['").Append(name.ToString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
}
