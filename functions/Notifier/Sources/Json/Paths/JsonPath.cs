using System.Text.Json;

namespace Notifier.Sources.Json.Paths;

/// <summary>
/// A JSONPath query as RFC 9535 defines it, over JSON that is read already. It is bounded in depth, steps and results, so that no
/// query or document of a stranger's keeps it busy or fills the memory.
/// </summary>
internal sealed class JsonPath
{
    /// <summary>Longer than any query that a person writes.</summary>
    public const int LongestText = 4_000;

    private readonly PathQuery _query;

    private JsonPath(string text, PathQuery query) => (Text, _query) = (text, query);

    public string Text { get; }

    /// <summary>True where it finds one place at most: names and positions only (RFC 9535 section 2.3.5.1, singular query).</summary>
    public bool IsSingular => _query.IsSingular;

    /// <returns>The query, or what is wrong with the text and where.</returns>
    public static (JsonPath? Path, PathProblem? Problem) Parse(string text)
    {
        if (text.Length > LongestText)
            return (null, new(LongestText + 1, $"it is longer than {LongestText} characters"));
        try
        {
            return (new(text, PathParser.Parse(text)), null);
        }
        catch (PathSyntaxException wrong)
        {
            return (null, wrong.Problem(text));
        }
    }

    /// <summary>All that it finds, in the order of the document (RFC 9535 section 2.5: the nodes of an array by position, before what is below them).</summary>
    /// <param name="withPlaces">Whether <see cref="PathNode.Location"/> is asked for.</param>
    public PathResult Find(JsonElement root, bool withPlaces = false)
    {
        try
        {
            return new(_query.From(new PathNode(root, withPlaces ? PathStep.Root : null), new PathWalk(root)), null);
        }
        catch (PathLimitException limit)
        {
            return new([], limit.Message);
        }
        catch (InvalidOperationException)
        {
            // JSON may write half a surrogate pair as an escape; System.Text.Json reads it and cannot say it.
            return new([], "the document has a text that is no Unicode");
        }
    }

    public override string ToString() => Text;
}

/// <param name="Nodes">Empty with a problem.</param>
/// <param name="Problem">Why there is no answer; null where there is one, if only an empty one.</param>
internal sealed record PathResult(IReadOnlyList<PathNode> Nodes, string? Problem);

/// <param name="Column">Of the text, from 1, in code points.</param>
/// <param name="Message">What is wrong there and what would be right.</param>
internal sealed record PathProblem(int Column, string Message)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"column {Column}: {Message}");
}
