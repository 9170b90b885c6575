using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>Where an indicator stands: a series, its history, and the newest observation that it may see.</summary>
/// <param name="Index">Index in <paramref name="History"/> of the newest visible observation; −1 where there is none.</param>
/// <param name="At">The period evaluated: that observation's, or a tick's time after it.</param>
/// <param name="Entries">What <c>count(…)</c> counts, at wall times in the series' zone; only those published at or before <paramref name="At"/>, or on the day of its observation, are seen.</param>
/// <param name="Others">What <c>gap(…)</c>, <c>spread(…)</c> and <c>ratio(…)</c> read; null = none.</param>
/// <remarks>
/// Windows over observations end with the newest observation, not with <paramref name="At"/>: a tick enters no window and
/// leaves prices as they are; only <c>age</c> and <c>count</c> read the time itself.
/// </remarks>
public readonly record struct Moment(Series Series, History History, int Index, Period At, EntryLog Entries, OtherSeries? Others = null)
{
    /// <summary>As it is seen from the newest visible observation: earlier futures contracts at the level of its own.</summary>
    public History History { get; init; } = History.SeenFrom(Index);

    /// <summary>The newest visible observation.</summary>
    public Observation Newest => History[Index];

    public bool IsEmpty => Index < 0;

    /// <summary>The visible observations inside a window, oldest first.</summary>
    public ReadOnlySpan<Observation> In(Window window)
    {
        var start = window.Start(History, Index, Series.Frequency);
        return History.AsSpan()[start..(Index + 1)];
    }
}
