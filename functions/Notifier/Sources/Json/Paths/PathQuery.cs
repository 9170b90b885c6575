using System.Text.Json;

namespace Notifier.Sources.Json.Paths;

/// <summary>Segments after <c>$</c> or, within a filter, after <c>@</c>.</summary>
internal sealed record PathQuery(bool FromRoot, IReadOnlyList<PathSegment> Segments)
{
    public bool IsSingular { get; } = Segments.All(segment => !segment.Descends && segment.Selectors is [NameSelector or IndexSelector]);

    /// <param name="current">What <c>@</c> stands for.</param>
    public List<PathNode> Find(PathNode current, PathWalk walk) => From(FromRoot ? new PathNode(walk.Root, null) : current, walk);

    /// <summary>What the segments lead to, wherever they begin.</summary>
    public List<PathNode> From(PathNode node, PathWalk walk)
    {
        List<PathNode>? nodes = null;
        for (var index = 0; index < Segments.Count; index++)
        {
            var segment = Segments[index];
            nodes = nodes is null ? segment.Select(node, walk) : segment.Select(nodes, walk);
            if (nodes.Count == 0)
                break;
        }

        return nodes ?? [node];
    }
}

/// <param name="Descends">Whether it also selects from all that is below a node: <c>..</c>.</param>
internal sealed record PathSegment(bool Descends, IReadOnlyList<PathSelector> Selectors)
{
    public List<PathNode> Select(PathNode node, PathWalk walk)
    {
        var found = new List<PathNode>();
        Visit(node, walk, found);
        return found;
    }

    public List<PathNode> Select(List<PathNode> nodes, PathWalk walk)
    {
        var found = new List<PathNode>();
        foreach (var node in nodes)
            Visit(node, walk, found);
        return found;
    }

    /// <summary>A node before what is below it, and that in the order of the document (RFC 9535 section 2.5.2.2); as deep as the document, which its reader bounds.</summary>
    private void Visit(PathNode node, PathWalk walk, List<PathNode> found)
    {
        walk.Step();
        // By index: an enumerator for each of a million values is most of what a query allocates.
        for (var index = 0; index < Selectors.Count; index++)
            Selectors[index].Select(node, walk, found);
        if (!Descends)
            return;
        if (node.Value.ValueKind == JsonValueKind.Array)
        {
            var at = 0;
            foreach (var item in node.Value.EnumerateArray())
                Visit(node.Child(at++, item), walk, found);
        }
        else if (node.Value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in node.Value.EnumerateObject())
                Visit(node.Child(member), walk, found);
        }
    }
}
