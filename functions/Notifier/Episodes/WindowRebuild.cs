using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;
using Notifier.Observations;

namespace Notifier.Episodes;

/// <summary>
/// Makes the state of a series anew from its observations. With its machines intact only the window is read again. Without them
/// the series begins as a new one does: its history runs silently, and what is found firing opens with <c>alreadySince</c>.
/// </summary>
internal sealed partial class WindowRebuild(ObservationStore observations, ILogger<WindowRebuild> logger)
{
    /// <param name="series">What the reading says of the series; null where only the row itself can say it.</param>
    /// <param name="row">The stored row; null where it is missing.</param>
    /// <returns>Null where neither row nor reading says what series it is: it comes back with its next reading.</returns>
    public async Task<SeriesState?> StateAsync(string id, Series? series, TableEntity? row, CancellationToken cancellation)
    {
        var machines = row is null ? null : SeriesRow.ReadMachines(row);
        Log.Rebuilding(logger, id, machines is not null);
        if (machines is null)
            return series is null ? null : await FromNothingAsync(series, cancellation);
        // What is newer was stored by a commit that did not come to its end, and comes again with the next reading.
        return Bounded(machines, await observations.HistoryAsync(id, to: SeriesRow.ReadNewest(row!), cancellation: cancellation));
    }

    private async Task<SeriesState> FromNothingAsync(Series series, CancellationToken cancellation)
    {
        var history = await observations.HistoryAsync(series.Id, cancellation: cancellation);
        // Under no rules: those of the commit that asked find a known history.
        return SeriesCommit.Advance(SeriesState.New(series), [], history.AsSpan().ToArray(), EntryLog.Empty, screening: Screening.None with { Rolls = history.Rolls }).State;
    }

    /// <summary>As many of the newest observations as a row holds.</summary>
    private static SeriesState Bounded(SeriesState machines, History history)
    {
        for (var kept = Math.Min(history.Count, WindowBound.Points); ; kept -= kept / 8)
        {
            var state = machines with { Window = history.Without(history.Count - kept) };
            if (kept < 8 || Fits(state))
                return state;
        }
    }

    private static bool Fits(SeriesState state)
    {
        try
        {
            return SeriesStateCodec.Pack(state).Length <= SeriesStateCodec.MaximumBytes;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Series {Series}: its window is missing or damaged and is rebuilt from the observations (machines kept: {MachinesKept})")]
        public static partial void Rebuilding(ILogger logger, string series, bool machinesKept);
    }
}
