namespace Notifier.Core.Entries.Quantities;

internal enum MeasureKind
{
    /// <summary>Without a unit: a part of from–to, or nothing.</summary>
    Bare,
    Percent,
    Points,
    Times,
    Fold,

    /// <summary>番: a doubling.</summary>
    Fan,
    Money,
    Amount,
}

/// <summary>A number with its unit, as it stands in the normal text from <paramref name="Start"/> up to <paramref name="End"/>.</summary>
/// <param name="High">The other end of a range.</param>
/// <param name="Cmp">From 多, 余: more than.</param>
/// <param name="IsWord">Written as a word (一, one), so that 1 is hardly a quantity.</param>
internal sealed record Measure(MeasureKind Kind, decimal Value, decimal? High, string? Unit, int Start, int End, string? Cmp, bool IsWord)
{
    public int Sign { get; init; }

    /// <summary>Where the digits begin, behind a currency.</summary>
    public int NumberStart { get; init; }

    public decimal Multiplier { get; init; } = 1;

    public string? Bound { get; init; }
}
