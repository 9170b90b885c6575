using Notifier.Core.Observations;
using Notifier.Core.Rules;

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

    /// <summary>The number that says “nothing happened”: 1 for multiples and ratios, 0 for all else. Limits are loosened and tightened by their distance from it.</summary>
    public virtual double Neutral => 0;

    /// <summary>How far back it looks; null where it needs the newest observation only.</summary>
    public virtual Window? Reach => null;

    /// <summary>True where time alone changes the number (<c>age</c>, <c>count</c>), so that the rule is also evaluated at ticks.</summary>
    public virtual bool ChangesWithTime => false;

    /// <summary>True where it counts entries rather than reading observations.</summary>
    public virtual bool ReadsEntries => false;

    /// <summary>The indicators that it reads on the same history besides itself, as the conditions of a vote do.</summary>
    public virtual IEnumerable<Indicator> Parts => [];

    /// <summary>True where a number depends on observations after the one evaluated: for comparison with publications only, refused in a rule.</summary>
    public virtual bool LooksAhead => false;

    /// <summary>The ids of the series that it reads besides its own.</summary>
    public virtual IEnumerable<string> OtherIds => [];

    /// <summary>True where its number means something only if the other series are in the unit of its own.</summary>
    public virtual bool NeedsUnitOfOthers => false;

    /// <summary>The units of limits among its arguments; empty where none was written.</summary>
    public virtual IEnumerable<string> NamedUnits => [];

    /// <summary>
    /// The share of <see cref="Reach"/> that the history must go back before a rule may use the number: a quarter (DESIGN
    /// section 3), or all of it where the number is measured against the far end of the window.
    /// </summary>
    public virtual double NeededShare => 0.25;

    /// <summary>The number as far as it can be computed; <see cref="ConditionEvaluation"/> adds the gate of <see cref="NeededShare"/>.</summary>
    public abstract Reading Read(in Moment moment);

    /// <summary>A limit written as a duration in the indicator's own number on a series: days, unless it counts periods.</summary>
    internal virtual double NumberOf(TimeSpan duration, Frequency frequency) => duration.TotalDays;

    /// <summary>Period of the oldest observation that it reads at one moment; null where it needs none but the newest, or no end of them.</summary>
    internal virtual Period? OldestRead(in Moment moment) => this.OldestInReach(moment);

    /// <summary>How many observations of a series it needs at hand; 1 where no number would be enough.</summary>
    internal virtual int Needed(Series series) => this.NeededInReach(series);

    /// <summary>
    /// Where it stands behind the first observations of a history, which are about to be let go; null where it needs none of them
    /// beyond <see cref="OldestRead"/>.
    /// </summary>
    internal virtual KeyValuePair<string, double[]>? Carry(Series series, History history, int count) => null;

    /// <summary>
    /// This indicator where it stands on the other side of a comparison: a limit may take over parameters of what it limits, as
    /// <c>critical(95%)</c> takes the window of the <c>bsadf</c> that it is compared with. Where the numbers change, so must <see cref="Text"/>.
    /// </summary>
    public virtual Indicator Against(Indicator other) => this;

    /// <summary>
    /// The number, what it was measured against, and the limit, for the reason of a warning:
    /// <c>×2.03 of the 365-day low 33,500 CNY/t (2020-07-03), limit ×2</c>. Both languages say the same numbers.
    /// </summary>
    /// <param name="limitText">The limit as written.</param>
    public virtual Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var number = NumberText.Significant(reading.Number, limit);
        return new($"{Text} {number}, limit {limitText}", $"{Text}为{number}，阈值{limitText}");
    }

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
