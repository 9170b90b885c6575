using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>Where an indicator stands: a series, its history, and the newest observation that it may see.</summary>
/// <param name="Index">Index in <paramref name="History"/> of the newest visible observation; −1 where there is none.</param>
/// <param name="At">The period evaluated: that observation's, or a tick's time after it.</param>
/// <param name="Entries">What <c>count(…)</c> counts; only those published at or before <paramref name="At"/> are seen.</param>
public readonly record struct Moment(Series Series, History History, int Index, Period At, EntryLog Entries);
