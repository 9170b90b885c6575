namespace Notifier.Sources.Polling;

/// <summary>Reads the health of sources: one point read each.</summary>
internal sealed class SourceHealthReader(SourceStore sources, SourceKinds kinds, PollStore polls, TimeProvider time)
{
    /// <summary>Null where there is no such source.</summary>
    public async Task<SourceHealth?> FindAsync(string source, CancellationToken cancellation) =>
        await sources.FindAsync(source, cancellation) is { } stored ? await OfAsync(stored, cancellation) : null;

    public async Task<SourceHealth> OfAsync(StoredSource source, CancellationToken cancellation) =>
        SourceHealth.Of(source, kinds.Find(source.Definition.Kind) is not null, await polls.ReadAsync(source.Definition.Id, cancellation), time.GetUtcNow());

    public async Task<IReadOnlyList<SourceHealth>> AllAsync(IReadOnlyList<StoredSource> all, CancellationToken cancellation)
    {
        var found = new SourceHealth[all.Count];
        // Enough for a quick page, few enough not to be throttled.
        var few = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation };
        await Parallel.ForAsync(0, all.Count, few, async (index, stop) => found[index] = await OfAsync(all[index], stop));
        return found;
    }
}
