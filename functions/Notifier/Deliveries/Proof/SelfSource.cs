using Notifier.Core.Observations;
using Notifier.Sources;
using Notifier.Sources.Polling;

namespace Notifier.Deliveries.Proof;

/// <summary>
/// Kind <c>self</c>: how this service is doing, as series, so that rules warn of it as of anything else. What the last end-to-end check
/// found, the sources that are not well, and the age of what waits in the outbox.
/// </summary>
internal sealed class SelfSource(ProofStore proofs, ProofOfTransitions transitions, Func<SourceHealthReader> health, SourceStore sources, TimeProvider time) : ISource
{
    public const string Unproven = "notifier-unproven";
    public const string DeadLetters = "notifier-dead-letters";
    public const string StaleSources = "notifier-stale-sources";
    public const string OutboxOldest = "notifier-outbox-oldest";

    private static readonly string[] Known = [Unproven, DeadLetters, StaleSources, OutboxOldest];

    public string Kind => SourceKind.Self;

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (definition.Url.Length > 0)
            yield return ("/url", "this service asks itself: leave it out");
        if (definition.Series.Count == 0)
            yield return ("/series", $"list at least one of {string.Join(", ", Known)}");
        for (var index = 0; index < definition.Series.Count; index++)
        {
            if (!Known.Contains(definition.Series[index].Id, StringComparer.Ordinal))
                yield return ($"/series/{index}/id", $"there are {string.Join(", ", Known)}");
        }
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var at = Period.FromTicks(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMinute);
        var readings = new List<SeriesReading>();
        foreach (var series in definition.Series)
        {
            if (await ValueAsync(series.Id, definition.Id, now, cancellation) is { } value)
                readings.Add(new(series.ToSeries(), [new Observation(at, value)]) { Checks = new(false, null, null) });
        }

        return new(cursor with { LastPeriod = at }, readings, []);
    }

    /// <returns>Null where nothing is known yet: before the first check.</returns>
    private async Task<double?> ValueAsync(string series, string self, DateTimeOffset now, CancellationToken cancellation) => series switch
    {
        Unproven => (await proofs.LastAsync(cancellation))?.Unproven,
        DeadLetters => (await proofs.LastAsync(cancellation))?.DeadLetters,
        StaleSources => (await health().AllAsync([.. (await sources.ListAsync(cancellation)).Where(source => source.Definition.Id != self)], cancellation)).Count(source => !source.IsWell),
        OutboxOldest => await transitions.OldestAsync(now, cancellation),
        _ => null,
    };
}
