using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Entries;

/// <summary>The entries of all sources published from one time to another, both included, in ascending order of publication.</summary>
internal delegate Task<EntryLog> ReadEntries(Period from, Period to, CancellationToken cancellation);
