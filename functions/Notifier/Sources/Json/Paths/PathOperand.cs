using System.Text.Json;

namespace Notifier.Sources.Json.Paths;

/// <summary>What may be compared or given to a function as a value: a literal, a singular query, a function of a value.</summary>
internal abstract record PathOperand
{
    public abstract PathValue Value(PathNode current, PathWalk walk);
}

internal sealed record LiteralOperand(PathValue Literal) : PathOperand
{
    public override PathValue Value(PathNode current, PathWalk walk) => Literal;
}

internal sealed record QueryOperand(PathQuery Query) : PathOperand
{
    public override PathValue Value(PathNode current, PathWalk walk) => Query.Find(current, walk) is [var only] ? PathValue.Of(only.Value, walk) : PathValue.Nothing;
}

/// <summary><c>length</c>: characters of a text, items of an array, members of an object; else nothing.</summary>
internal sealed record LengthOperand(PathOperand Argument) : PathOperand
{
    public override PathValue Value(PathNode current, PathWalk walk)
    {
        var value = Argument.Value(current, walk);
        if (value.Text is { } text)
            return PathValue.Of(text.EnumerateRunes().Count());
        return value.Element switch
        {
            { ValueKind: JsonValueKind.Array } array => PathValue.Of(array.GetArrayLength()),
            { ValueKind: JsonValueKind.Object } members => PathValue.Of(members.GetPropertyCount()),
            _ => PathValue.Nothing,
        };
    }
}

/// <summary><c>count</c>: how many nodes a query finds.</summary>
internal sealed record CountOperand(PathQuery Query) : PathOperand
{
    public override PathValue Value(PathNode current, PathWalk walk) => PathValue.Of(Query.Find(current, walk).Count);
}

/// <summary><c>value</c>: the value of the only node that a query finds; nothing where it finds none or several.</summary>
internal sealed record OnlyOperand(PathQuery Query) : PathOperand
{
    public override PathValue Value(PathNode current, PathWalk walk) => new QueryOperand(Query).Value(current, walk);
}
