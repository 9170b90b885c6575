using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>What <c>timeto</c> counts in on a series: days, or whole periods where it is coarser.</summary>
internal static class PeriodWords
{
    public static Phrase Of(Frequency frequency) => frequency switch
    {
        Frequency.Weekly => new("weeks", "周"),
        Frequency.Monthly => new("months", "个月"),
        Frequency.Quarterly => new("quarters", "个季度"),
        Frequency.Yearly => new("years", "年"),
        _ => new("days", "天"),
    };
}
