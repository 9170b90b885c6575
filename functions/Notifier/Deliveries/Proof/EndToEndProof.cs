using Microsoft.Extensions.Logging;
using Notifier.Core.Warnings;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Proof;

/// <summary>
/// Once in a while, by one instance: proves for the warnings of two days that everybody who was to be told has a delivery that is sent,
/// told within a summary, given up, or in its time; repairs what can be repaired, and remembers what it found.
/// </summary>
internal sealed partial class EndToEndProof(
    ProofStore store, ProofOfTransitions transitions, ProofOfShard shards, WarningStore warnings, DeliveryReader deliveries, UsedShards used, TimeProvider time,
    ILogger<EndToEndProof> log)
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(2);

    /// <summary>How long a run may take before another instance takes it over; proving twice does no harm.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(20);

    private const int Page = 200;

    // Beyond that something else is wrong than a lost delivery; what is newest is proven.
    private const int MostWarnings = 10_000;
    private const int MostDeadPages = 25;
    private const int AtOnce = 4;

    /// <summary>Does nothing where it is not due.</summary>
    /// <param name="period">From one run to the next.</param>
    public async Task RunAsync(TimeSpan period, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!await store.ClaimAsync(now, Claim, cancellation))
            return;
        var recent = await RecentAsync(now - Window, cancellation);
        var tally = new ProofTally();
        await transitions.RunAsync(recent, now, tally, cancellation);
        // What a mute holds back is told at its end, or never: the mute's own notes remember it.
        await ProveAsync([.. recent.Where(warning => !warning.IsHeld && (warning.Mute?.Told ?? warning.Recorded) <= now - ProofOfTransitions.Stuck)], tally, cancellation);
        var result = tally.Result(now, recent.Count, await DeadLettersAsync(now - Window, cancellation));
        await store.EndAsync(result, now + period, cancellation);
        if (result.Unproven > 0)
            Log.Unproven(log, result.Unproven, result.Items.Count(item => item.Repaired));
    }

    private async Task<List<StoredWarning>> RecentAsync(DateTimeOffset from, CancellationToken cancellation)
    {
        var recent = new List<StoredWarning>();
        PageCursor? after = null;
        do
        {
            var page = await warnings.ListAsync(null, null, after, Page, cancellation);
            recent.AddRange(page.Warnings.TakeWhile(warning => warning.Recorded >= from));
            if (page.Warnings.Count == 0 || page.Warnings[^1].Recorded < from || !PageCursor.TryParse(page.Next, out after))
                break;
        }
        while (recent.Count < MostWarnings);
        return recent;
    }

    private async Task ProveAsync(IReadOnlyList<StoredWarning> recent, ProofTally tally, CancellationToken cancellation)
    {
        var proven = await store.ProvenAsync(cancellation);
        var gate = new Lock();
        await Parallel.ForEachAsync((await used.ReadAsync(cancellation)).All(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (shard, stop) =>
        {
            List<StoredWarning> open;
            lock (gate)
                open = [.. recent.Where(warning => !proven.GetValueOrDefault(warning.Warning.Id).Contains(shard))];
            if (open.Count == 0)
                return;
            var done = await shards.RunAsync(shard, open, tally, stop);
            lock (gate)
            {
                foreach (var id in done)
                    proven[id] = proven.GetValueOrDefault(id).With(shard);
            }
        });
        var present = recent.Select(warning => warning.Warning.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, map) in proven)
            await (present.Contains(id) ? store.WriteAsync(id, map, cancellation) : store.ForgetAsync(id, cancellation));
    }

    private async Task<int> DeadLettersAsync(DateTimeOffset from, CancellationToken cancellation)
    {
        var count = 0;
        PageCursor? after = null;
        for (var number = 0; number < MostDeadPages; number++)
        {
            var page = await deliveries.DeadAsync(after, Page, cancellation);
            foreach (var dead in page.Deliveries.Where(dead => dead.Created >= from))
                count += await IsGraveAsync(dead, cancellation) ? 1 : 0;
            if (!PageCursor.TryParse(page.Next, out after))
                break;
        }

        return count;
    }

    private async Task<bool> IsGraveAsync(Delivery dead, CancellationToken cancellation)
    {
        foreach (var id in dead.Kind == DeliveryKind.Summary ? dead.Members : [dead.Warning])
        {
            if (await warnings.FindAsync(id, cancellation) is { Warning.Severity: >= Severity.Severe })
                return true;
        }

        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The end-to-end check found {Count} things that are not proven, {Repaired} of those it lists are on their way again; GET /api/health/proof lists them")]
        public static partial void Unproven(ILogger logger, int count, int repaired);
    }
}
