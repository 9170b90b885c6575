using System.Text.Json;

namespace Notifier.Sources.Json.Paths;

/// <summary>A value as filters compare it: nothing, a number, a text, or any other JSON (RFC 9535 section 2.3.5.2.2).</summary>
internal readonly record struct PathValue
{
    private PathValue(double? number, string? text, JsonElement? element) => (Number, Text, Element) = (number, text, element);

    public static PathValue Nothing => default;

    public double? Number { get; }

    public string? Text { get; }

    /// <summary>An array, an object, true, false or null.</summary>
    public JsonElement? Element { get; }

    public static PathValue Of(double number) => new(number, null, null);

    public static PathValue Of(string text) => new(null, text, null);

    /// <summary>A literal: <c>true</c>, <c>false</c>, <c>null</c>.</summary>
    public static PathValue OfWord(string word) => new(null, null, JsonElement.Parse(word));

    public static PathValue Of(JsonElement element, PathWalk walk)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Number:
                // Beyond the range of a double it is infinite here, and as large as any other such.
                return Of(element.TryGetDouble(out var number) ? number : double.PositiveInfinity);
            case JsonValueKind.String:
                walk.StepThrough(element);
                return Of(element.GetString()!);
            default:
                return new(null, null, element);
        }
    }

    public static bool AreEqual(PathValue left, PathValue right, PathWalk walk)
    {
        if (left.Element is { } one && right.Element is { } other)
        {
            if (one.ValueKind != other.ValueKind)
                return false;
            walk.StepThrough(one);
            return JsonElement.DeepEquals(one, other);
        }

        return left.Element is null && right.Element is null && left.Number == right.Number && left.Text == right.Text;
    }

    /// <summary>Numbers by value, texts by their code points; anything else is not ordered.</summary>
    public static bool IsLess(PathValue left, PathValue right) =>
        left.Number is { } small && right.Number is { } large ? small < large
        : left.Text is { } first && right.Text is { } second && Compare(first, second) < 0;

    /// <summary>By code points: by UTF-16 a character beyond the basic plane would stand before U+E000.</summary>
    private static int Compare(string left, string right)
    {
        var (one, other) = (left.EnumerateRunes(), right.EnumerateRunes());
        while (one.MoveNext())
        {
            if (!other.MoveNext())
                return 1;
            if (one.Current != other.Current)
                return one.Current.CompareTo(other.Current);
        }

        return other.MoveNext() ? -1 : 0;
    }
}
