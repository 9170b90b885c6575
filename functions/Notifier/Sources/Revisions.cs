using Notifier.Core.Observations;

namespace Notifier.Sources;

/// <summary>How much of what is known is asked for again, because published values are revised.</summary>
internal static class Revisions
{
    /// <summary>Days: a year of prices and a month more, five years of accounts.</summary>
    public static int Overlap(Frequency frequency) => frequency is Frequency.Quarterly or Frequency.Yearly ? 5 * 366 : 400;

    /// <summary>The first day to ask for; null for everything.</summary>
    /// <param name="last">Newest period that is known; null where nothing is.</param>
    public static DateOnly? From(Frequency frequency, Period? last) => last?.Date.AddDays(-Overlap(frequency));

    /// <summary>Of one request for all series: the one that reaches back furthest.</summary>
    public static DateOnly? From(SourceDefinition definition, Period? last) => definition.Series.Min(series => From(series.Frequency, last));
}
