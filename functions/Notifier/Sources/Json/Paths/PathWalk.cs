using System.Runtime.InteropServices;
using System.Text.Json;

namespace Notifier.Sources.Json.Paths;

/// <summary>One evaluation of a query: the root of the document and what it may still cost.</summary>
internal sealed class PathWalk(JsonElement root)
{
    /// <summary>Enough to walk every value of a document of 8 MiB, the largest that is read by default, whose values take four bytes; half a second.</summary>
    public const int MostSteps = 2_000_000;

    /// <summary>In one list of nodes, the result or one on the way to it: two lists of so many take 24 MB while they grow.</summary>
    public const int MostNodes = 250_000;

    // About as many bytes as are compared in the time that a step takes.
    private const int BytesOfStep = 4;

    private const int MostExpressions = 100;

    private readonly Dictionary<(string, bool), IRegexp?> _expressions = [];
    private int _left = MostSteps;

    public JsonElement Root => root;

    /// <exception cref="PathLimitException">It was the last.</exception>
    public void Step(int steps = 1)
    {
        _left -= steps;
        if (_left < 0)
            throw new PathLimitException($"the query takes more than {MostSteps} steps in this document");
    }

    /// <summary>A step that looks at the whole text of a value.</summary>
    public void StepThrough(JsonElement value) => Step(1 + (JsonMarshal.GetRawUtf8Value(value).Length / BytesOfStep));

    /// <summary>A step that looks for one of the parts of a value.</summary>
    public void StepInto(int parts) => Step(1 + (parts / BytesOfStep));

    public static void Add(List<PathNode> nodes, PathNode node)
    {
        if (nodes.Count == MostNodes)
            throw new PathLimitException($"the query finds more than {MostNodes} values in this document");
        nodes.Add(node);
    }

    /// <summary>A regular expression that stands in the document; null where it is none.</summary>
    public IRegexp? Expression(string pattern, bool whole)
    {
        if (_expressions.TryGetValue((pattern, whole), out var known))
            return known;
        // To write a program of up to 5,000 instructions.
        Step(1_000);
        if (_expressions.Count == MostExpressions)
            _expressions.Clear();
        return _expressions[(pattern, whole)] = IRegexp.Parse(pattern, whole);
    }
}

/// <summary>A query that would take too long or find too much.</summary>
internal sealed class PathLimitException(string message) : Exception(message);
