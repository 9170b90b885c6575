namespace Notifier.Core.Entries.Quantities;

/// <summary>A number that a text states, with what it says about it.</summary>
/// <param name="Unit">For example <c>CNY/t</c>, <c>GWh</c>, <c>vehicle</c>, <c>%</c>; null for factors, changes and where none is written.</param>
/// <param name="Subject">What it is about, for example <c>lithium_carbonate</c>; null where the text does not say.</param>
/// <param name="Text">As written; <c>…</c> where words between its parts are left out.</param>
/// <param name="Start">In UTF-16 units of the original text.</param>
/// <param name="Sentence">As written; of a very long one what stands around the number.</param>
public sealed record Quantity(QuantityType Type, string? Unit, string? Subject, string Text, int Start, int Length, string Sentence)
{
    /// <summary>The number; a change in percent or percentage points is negative where it goes down. Null for <see cref="QuantityType.FromTo"/> and <see cref="QuantityType.Range"/>.</summary>
    public double? Value { get; init; }

    /// <summary>The other reading of an <see cref="Ambiguous"/> factor: “涨了10倍” is 11 strictly and 10 as people mostly mean it.</summary>
    public double? Alt { get; init; }

    public bool Ambiguous => Alt is not null;

    public QuantityDirection? Direction { get; init; }

    public double? From { get; init; }

    public double? To { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary><c>&gt;</c>, <c>&lt;</c>, <c>&gt;=</c> or <c>&lt;=</c> where the text gives a limit instead of the number itself.</summary>
    public string? Cmp { get; init; }

    /// <summary><c>approx</c> (about) or <c>approx_below</c> (nearly).</summary>
    public string? Bound { get; init; }
}

/// <summary>What a number is.</summary>
public enum QuantityType
{
    /// <summary>A price: money for one unit of something.</summary>
    Level,

    /// <summary>Any other number with a unit; also a rate or share in <c>%</c>.</summary>
    Amount,

    /// <summary>A multiple: 2 is twice as much.</summary>
    Factor,

    /// <summary>A relative change in percent.</summary>
    Pct,

    /// <summary>A difference of rates in percentage points.</summary>
    Pp,

    /// <summary>From one value to another.</summary>
    FromTo,

    /// <summary>Between two values.</summary>
    Range,
}

/// <summary>Where a quantity moves.</summary>
public enum QuantityDirection
{
    Up,
    Down,
}
