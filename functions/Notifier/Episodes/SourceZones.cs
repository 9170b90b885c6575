using Notifier.Core.Observations;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>What time it is where a source is: the days of its observations begin and end there.</summary>
internal sealed class SourceZones(TableStore tables)
{
    /// <summary>Wall time in the source's zone; in UTC where it names none.</summary>
    public async Task<Period> WallTimeAsync(string source, DateTimeOffset now, CancellationToken cancellation) =>
        Period.FromTicks(TimeZoneInfo.ConvertTime(now, await OfAsync(source, cancellation)).DateTime.Ticks);

    /// <summary>UTC where the source names no zone.</summary>
    public async Task<TimeZoneInfo> OfAsync(string source, CancellationToken cancellation)
    {
        var row = await tables.FindAsync(TableName.Sources, "sources", source, cancellation);
        return row?.GetString("zone") is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : TimeZoneInfo.Utc;
    }
}
