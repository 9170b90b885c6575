using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>
/// A pure function of the observations up to one moment to a number. It never looks ahead.
/// A new indicator is one file with a class derived from this, one line in <see cref="IndicatorCatalog"/>, and its tests.
/// </summary>
public abstract class Indicator
{
    /// <summary>The canonical text, for example <c>multiple(min, 365d)</c>; two indicators with the same text are the same.</summary>
    public abstract string Text { get; }

    /// <summary>What the number is, so that a limit with <c>%</c> or a unit can be judged.</summary>
    public abstract IndicatorUnit Unit { get; }

    /// <summary>How far back it looks; null where it needs the newest observation only.</summary>
    public virtual Window? Reach => null;

    /// <summary>True where time alone changes the number (<c>age</c>, <c>count</c>), so that the rule is also evaluated at ticks.</summary>
    public virtual bool ChangesWithTime => false;

    /// <summary>True where it counts entries rather than reading observations.</summary>
    public virtual bool ReadsEntries => false;

    public abstract Reading Read(in Moment moment);

    public sealed override string ToString() => Text;
}

public enum IndicatorUnit
{
    /// <summary>A plain number or ratio; a limit may be written with <c>%</c> (15% is 0.15).</summary>
    Number,

    /// <summary>The unit of the series; a limit may name it, and must name no other.</summary>
    Series,

    /// <summary>Days; a limit may be written as a duration (<c>3d</c>).</summary>
    Days,

    /// <summary>A count of entries.</summary>
    Entries,
}
