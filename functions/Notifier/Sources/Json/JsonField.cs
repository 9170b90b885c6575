using System.Text.Json;
using Notifier.Sources.Http;
using Notifier.Sources.Items;

namespace Notifier.Sources.Json;

/// <summary>
/// A place within an item of JSON: a path (<c>$.title</c>); a path into JSON that stands in a text
/// (<c>$.extend -&gt; $.content</c>); a text with paths in braces (<c>https://example.org/{$.id}</c>).
/// </summary>
internal static class JsonField
{
    private const string Within = "->";

    // A value that holds more is no field of an item.
    private const int MostTexts = 100;

    public static (Field<JsonElement>? Field, string? Problem) Read(string text) => Field<JsonElement>.Read(text, Place);

    /// <summary>Whether the place is in JSON that stands in a text, which no path alone can say.</summary>
    public static bool IsWithinText(string text) => text.Contains(Within, StringComparison.Ordinal);

    public static (Func<JsonElement, IEnumerable<string>>? Find, string? Problem) Place(string text)
    {
        if (!text.StartsWith('$') && text.Contains('{', StringComparison.Ordinal))
            return Filled(text);
        var steps = new List<ItemPath>();
        foreach (var step in text.Split(Within))
        {
            var (path, problem) = ItemPath.Read(step);
            if (path is null)
                return (null, problem);
            steps.Add(path);
        }

        return (item => Texts(item, steps, 0).Take(MostTexts), null);
    }

    /// <summary>The text of a string or number; null for what is neither.</summary>
    public static string? Scalar(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape, is no text.
            return null;
        }
    }

    private static IEnumerable<string> Texts(JsonElement item, List<ItemPath> steps, int step)
    {
        foreach (var found in steps[step].All(item))
        {
            foreach (var value in found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToList() : [found])
            {
                if (Scalar(value) is not { } text)
                    continue;
                if (step == steps.Count - 1)
                    yield return text;
                else
                    foreach (var inner in Inside(text, steps, step + 1))
                        yield return inner;
            }
        }
    }

    private static IReadOnlyList<string> Inside(string text, List<ItemPath> steps, int step)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. Texts(document.RootElement, steps, step)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static (Func<JsonElement, IEnumerable<string>>? Find, string? Problem) Filled(string template)
    {
        string? problem = null;
        var (_, unclosed) = Template.Fill(template, (name, argument) =>
        {
            problem ??= ItemPath.Read(Path(name, argument)).Problem;
            return "";
        });
        return unclosed is not null || problem is not null
            ? (null, problem ?? $"'{unclosed}' has no closing brace")
            : (item => Template.Fill(template, (name, argument) => ItemPath.Parse(Path(name, argument))!.Find(item) is { } value ? Escaped(template, Scalar(value)) : null).Text is { } text ? [text] : [], null);
    }

    private static string Path(string name, string argument) => argument.Length == 0 ? name : $"{name}:{argument}";

    /// <summary>Within an address a value must not become another part of it.</summary>
    private static string? Escaped(string template, string? value) =>
        value is not null && template.StartsWith("http", StringComparison.Ordinal) ? Uri.EscapeDataString(value).Replace("%2F", "/", StringComparison.Ordinal) : value;
}
