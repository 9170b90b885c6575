using System.Text.RegularExpressions;

namespace Notifier.Sources.Feed;

/// <summary>
/// Entities that a document declares for itself (XML 1.0 section 4.2.1), if their values are plain and short. Those of entities
/// within entities, of markup and of files are nothing: they are how documents grow, or read what is not theirs.
/// </summary>
internal sealed partial class FeedEntities
{
    private const int Most = 100;
    private const int LongestValue = 200;

    // In all places of a document together, in characters: a name of one letter may stand in it a million times.
    private const int MostText = 64 * 1024;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private int _left = MostText;

    /// <param name="declarations">The inner part of a document type.</param>
    public static FeedEntities Of(ReadOnlySpan<char> declarations)
    {
        var entities = new FeedEntities();
        foreach (Match declaration in Declaration().Matches(declarations[..Math.Min(declarations.Length, MostText)].ToString()))
        {
            var value = declaration.Groups[2].ValueSpan[1..^1];
            if (value.Length <= LongestValue && entities._values.Count < Most)
                // The first declaration of a name binds.
                entities._values.TryAdd(declaration.Groups[1].Value, value.ToString());
        }

        return entities;
    }

    /// <summary>The value in the place of a reference; null where there is none, or all that may be was taken.</summary>
    public string? Take(ReadOnlySpan<char> name)
    {
        if (_values.Count == 0 || !_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value) || value.Length > _left)
            return null;
        _left -= value.Length;
        return value;
    }

    [GeneratedRegex("""<!ENTITY\s+([A-Za-z_][A-Za-z0-9._-]*)\s+("[^"<&%]*"|'[^'<&%]*')\s*>""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Declaration();
}
