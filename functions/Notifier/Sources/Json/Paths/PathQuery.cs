using System.Text.Json;

namespace Notifier.Sources.Json.Paths;

/// <summary>Segments after <c>$</c> or, within a filter, after <c>@</c>.</summary>
internal sealed record PathQuery(bool FromRoot, IReadOnlyList<PathSegment> Segments)
{
    public bool IsSingular { get; } = Segments.All(segment => !segment.Descends && segment.Selectors is [NameSelector or IndexSelector]);

    /// <param name="current">What <c>@</c> stands for.</param>
    public List<PathNode> Find(PathNode current, PathWalk walk)
    {
        List<PathNode> nodes = [FromRoot ? new PathNode(walk.Root, null) : current];
        foreach (var segment in Segments)
        {
            if (nodes.Count == 0)
                break;
            nodes = segment.Select(nodes, walk);
        }

        return nodes;
    }
}

/// <param name="Descends">Whether it also selects from all that is below a node: <c>..</c>.</param>
internal sealed record PathSegment(bool Descends, IReadOnlyList<PathSelector> Selectors)
{
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
        foreach (var selector in Selectors)
            selector.Select(node, walk, found);
        if (!Descends)
            return;
        if (node.Value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in node.Value.EnumerateArray())
                Visit(node.Child(index++, item), walk, found);
        }
        else if (node.Value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in node.Value.EnumerateObject())
                Visit(node.Child(member), walk, found);
        }
    }
}
