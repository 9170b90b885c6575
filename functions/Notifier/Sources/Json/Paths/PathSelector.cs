using System.Text.Json;

namespace Notifier.Sources.Json.Paths;

/// <summary>Chooses children of a node (RFC 9535 section 2.3).</summary>
internal abstract record PathSelector
{
    public abstract void Select(PathNode node, PathWalk walk, List<PathNode> found);
}

/// <summary><c>['name']</c></summary>
internal sealed record NameSelector(string Name) : PathSelector
{
    public override void Select(PathNode node, PathWalk walk, List<PathNode> found)
    {
        if (node.Value.ValueKind != JsonValueKind.Object)
            return;
        walk.StepInto(node.Value.GetPropertyCount());
        if (node.Value.TryGetProperty(Name, out var value))
            PathWalk.Add(found, node.Child(Name, value));
    }
}

/// <summary><c>[3]</c>, <c>[-1]</c></summary>
internal sealed record IndexSelector(long Index) : PathSelector
{
    public override void Select(PathNode node, PathWalk walk, List<PathNode> found)
    {
        if (node.Value.ValueKind != JsonValueKind.Array)
            return;
        var length = node.Value.GetArrayLength();
        walk.StepInto(length);
        var at = Index < 0 ? length + Index : Index;
        if (at >= 0 && at < length)
            PathWalk.Add(found, node.Child((int)at, node.Value[(int)at]));
    }
}

/// <summary><c>*</c></summary>
internal sealed record WildcardSelector : PathSelector
{
    public override void Select(PathNode node, PathWalk walk, List<PathNode> found)
    {
        foreach (var child in Children(node))
        {
            walk.Step();
            PathWalk.Add(found, child);
        }
    }

    public static IEnumerable<PathNode> Children(PathNode node) => node.Value.ValueKind switch
    {
        JsonValueKind.Array => node.Value.EnumerateArray().Select((item, index) => node.Child(index, item)),
        JsonValueKind.Object => node.Value.EnumerateObject().Select(node.Child),
        _ => [],
    };
}

/// <summary><c>[1:5:2]</c>: <c>start</c> included, <c>end</c> not, both from the end where they are negative.</summary>
internal sealed record SliceSelector(long? Start, long? End, long Step) : PathSelector
{
    public override void Select(PathNode node, PathWalk walk, List<PathNode> found)
    {
        if (node.Value.ValueKind != JsonValueKind.Array || Step == 0)
            return;
        var items = node.Value.EnumerateArray().ToList();
        walk.Step(items.Count);
        var (lower, upper) = Bounds(items.Count);
        if (Step > 0)
        {
            for (var at = lower; at < upper; at += Step)
                PathWalk.Add(found, node.Child((int)at, items[(int)at]));
        }
        else
        {
            for (var at = upper; at > lower; at += Step)
                PathWalk.Add(found, node.Child((int)at, items[(int)at]));
        }
    }

    /// <summary>RFC 9535 section 2.3.4.2.2, Bounds.</summary>
    private (long Lower, long Upper) Bounds(int length)
    {
        var start = FromEnd(Start ?? (Step >= 0 ? 0 : length - 1), length);
        var end = FromEnd(End ?? (Step >= 0 ? length : -(long)length - 1), length);
        return Step >= 0
            ? (Math.Clamp(start, 0, length), Math.Clamp(end, 0, length))
            : (Math.Clamp(end, -1, length - 1), Math.Clamp(start, -1, length - 1));
    }

    private static long FromEnd(long index, int length) => index >= 0 ? index : length + index;
}

/// <summary><c>?@.price &lt; 10</c></summary>
internal sealed record FilterSelector(PathTest Test) : PathSelector
{
    public override void Select(PathNode node, PathWalk walk, List<PathNode> found)
    {
        foreach (var child in WildcardSelector.Children(node))
        {
            walk.Step();
            if (Test.Holds(child, walk))
                PathWalk.Add(found, child);
        }
    }
}
