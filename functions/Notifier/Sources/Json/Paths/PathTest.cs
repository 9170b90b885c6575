namespace Notifier.Sources.Json.Paths;

/// <summary>The logical expression of a filter (RFC 9535 section 2.3.5).</summary>
internal abstract record PathTest
{
    /// <param name="current">What <c>@</c> stands for.</param>
    public abstract bool Holds(PathNode current, PathWalk walk);
}

internal sealed record OrTest(IReadOnlyList<PathTest> Parts) : PathTest
{
    public override bool Holds(PathNode current, PathWalk walk) => Parts.Any(part => part.Holds(current, walk));
}

internal sealed record AndTest(IReadOnlyList<PathTest> Parts) : PathTest
{
    public override bool Holds(PathNode current, PathWalk walk) => Parts.All(part => part.Holds(current, walk));
}

internal sealed record NotTest(PathTest Part) : PathTest
{
    public override bool Holds(PathNode current, PathWalk walk) => !Part.Holds(current, walk);
}

/// <summary>A query by itself: whether it finds anything.</summary>
internal sealed record ExistenceTest(PathQuery Query) : PathTest
{
    public override bool Holds(PathNode current, PathWalk walk) => Query.Find(current, walk).Count > 0;
}

/// <param name="Whole">True for <c>match</c>, false for <c>search</c>.</param>
internal sealed record ExpressionTest(bool Whole, PathOperand Text, PathOperand Pattern) : PathTest
{
    // Nearly always the expression stands in the query.
    private readonly IRegexp? _written = Pattern is LiteralOperand { Literal.Text: { } pattern } ? IRegexp.Parse(pattern, Whole) : null;

    public override bool Holds(PathNode current, PathWalk walk)
    {
        if (Text.Value(current, walk).Text is not { } text || Pattern.Value(current, walk).Text is not { } pattern)
            return false;
        return (Pattern is LiteralOperand ? _written : walk.Expression(pattern, Whole))?.Matches(text, walk) ?? false;
    }
}

/// <param name="Operator"><c>==</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</param>
internal sealed record ComparisonTest(PathOperand Left, string Operator, PathOperand Right) : PathTest
{
    public override bool Holds(PathNode current, PathWalk walk)
    {
        var (left, right) = (Left.Value(current, walk), Right.Value(current, walk));
        return Operator switch
        {
            "==" => PathValue.AreEqual(left, right, walk),
            "!=" => !PathValue.AreEqual(left, right, walk),
            "<" => PathValue.IsLess(left, right),
            ">" => PathValue.IsLess(right, left),
            "<=" => PathValue.IsLess(left, right) || PathValue.AreEqual(left, right, walk),
            _ => PathValue.IsLess(right, left) || PathValue.AreEqual(left, right, walk),
        };
    }
}
