namespace Notifier.Core.Rules.Located;

/// <summary>A JSON value and the offset in the file at which it begins.</summary>
internal abstract record LocatedValue(int Offset)
{
    /// <summary>For messages: “a number”.</summary>
    public abstract string Kind { get; }
}

/// <param name="Members">One per name: the first where a name was repeated.</param>
internal sealed record LocatedObject(int Offset, IReadOnlyList<LocatedMember> Members) : LocatedValue(Offset)
{
    public override string Kind => "an object";
}

internal sealed record LocatedMember(int Offset, string Name, LocatedValue Value);

internal sealed record LocatedArray(int Offset, IReadOnlyList<LocatedValue> Items) : LocatedValue(Offset)
{
    public override string Kind => "a list";
}

internal sealed record LocatedString(int Offset, LocatedText Text) : LocatedValue(Offset)
{
    public override string Kind => "a text";
}

/// <param name="Text">As written.</param>
internal sealed record LocatedNumber(int Offset, double Value, string Text) : LocatedValue(Offset)
{
    public override string Kind => "a number";
}

/// <param name="Word"><c>true</c>, <c>false</c> or <c>null</c>.</param>
internal sealed record LocatedLiteral(int Offset, string Word) : LocatedValue(Offset)
{
    public override string Kind => Word;
}

/// <summary>A value already reported: nobody complains about it again.</summary>
internal sealed record LocatedFault(int Offset) : LocatedValue(Offset)
{
    public override string Kind => "a fault";
}
