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

/// <summary>Goes through all children.</summary>
internal abstract record ChildrenSelector : PathSelector
{
    public sealed override void Select(PathNode node, PathWalk walk, List<PathNode> found)
    {
        if (node.Value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in node.Value.EnumerateArray())
                Add(node.Child(index++, item), walk, found);
        }
        else if (node.Value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in node.Value.EnumerateObject())
                Add(node.Child(member), walk, found);
        }
    }

    protected abstract bool Chooses(PathNode child, PathWalk walk);

    private void Add(PathNode child, PathWalk walk, List<PathNode> found)
    {
        walk.Step();
        if (Chooses(child, walk))
            PathWalk.Add(found, child);
    }
}

/// <summary><c>*</c></summary>
internal sealed record WildcardSelector : ChildrenSelector
{
    protected override bool Chooses(PathNode child, PathWalk walk) => true;
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
internal sealed record FilterSelector(PathTest Test) : ChildrenSelector
{
    // Where the values of a condition stand is of no interest.
    protected override bool Chooses(PathNode child, PathWalk walk) => Test.Holds(child with { Step = null }, walk);
}
