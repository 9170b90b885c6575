using Notifier.Core.Deliveries;
using Notifier.Storage;

namespace Notifier.Deliveries.Holds;

/// <summary>
/// Adds warnings to what is held. The held delivery and the hold that lists it are one change, so that neither is without the other.
/// Running again adds what is missing.
/// <list type="bullet">
/// <item>What is held joins its hold, or begins one.</item>
/// <item>What the subscription does not want to hear of, that it eased or is over, joins only where the beginning is held: nobody is
/// told in the morning of what is over without hearing that it is.</item>
/// <item>What overrides quiet hours takes the place of what is held of its episode: a lower rung is not told after a higher one.</item>
/// </list>
/// </summary>
internal sealed class HoldJoin(TableStore tables, HoldStore holds, DeliveryStore deliveries, HoldRelease release, TimeProvider time)
{
    /// <summary>Two rows each, and a transaction has a hundred.</summary>
    public const int Batch = 50;

    // In each round somebody else has won, or a full hold was released.
    private const int Rounds = 20;

    /// <param name="joinings">Of one shard, each subscription once, at most <see cref="Batch"/>.</param>
    /// <returns>When the last of those holds is due that began here and end soon; null where none did.</returns>
    /// <exception cref="InvalidOperationException">Others were faster every time: the message comes again.</exception>
    public async Task<DateTimeOffset?> RunAsync(int shard, IReadOnlyList<Joining> joinings, CancellationToken cancellation)
    {
        DateTimeOffset? begun = null;
        for (var (left, round) = (joinings, 0); left.Count > 0; round++)
        {
            if (round == Rounds)
                throw new InvalidOperationException($"{left.Count} deliveries of shard {shard} could not join what is held");
            var changes = await ChangesAsync(shard, left, cancellation);
            var ready = changes.Where(change => !change.MustWait).ToList();
            if (ready.Count < changes.Count)
                await release.RunAsync(shard, cancellation);
            var done = await tables.ChangeAsync(TableName.Deliveries, [.. ready.Select(change => change.Actions)], cancellation);
            var made = ready.Where((_, index) => done[index] is not null).ToList();
            await deliveries.EnqueueAsync([.. made.Select(change => change.Told).OfType<Delivery>()], cancellation);
            begun = made.Select(change => change.Begun).Where(IsSoon).Append(begun).Max();
            left =
            [
                .. changes.Where(change => change.MustWait).Select(change => change.Joining),
                .. await MissingAsync(shard, [.. ready.Where((_, index) => done[index] is null).Select(change => change.Joining)], cancellation),
            ];
        }

        return begun;
    }

    /// <summary>Within the longest group wait; the sweep finds what ends later.</summary>
    private bool IsSoon(DateTimeOffset? due) => due - time.GetUtcNow() <= HoldOptions.Longest;

    private async Task<IReadOnlyList<JoinChange>> ChangesAsync(int shard, IReadOnlyList<Joining> joinings, CancellationToken cancellation)
    {
        var (held, now) = (await holds.FindAsync(shard, joinings.SelectMany(joining => joining.Keys), cancellation), time.GetUtcNow());
        return [.. joinings.Select(joining => JoinChange.Of(joining, held[joining.To.Id], now)).OfType<JoinChange>()];
    }

    /// <summary>Those that an earlier run has not made yet; what it made and maybe did not tell the queue of goes there again.</summary>
    private async Task<IReadOnlyList<Joining>> MissingAsync(int shard, IReadOnlyList<Joining> failed, CancellationToken cancellation)
    {
        if (failed.Count == 0)
            return [];
        var found = await deliveries.FindAsync(shard, failed.Select(joining => joining.Delivery), cancellation);
        await deliveries.EnqueueAsync([.. found.Where(delivery => delivery.State == DeliveryState.Pending)], cancellation);
        var there = found.Select(delivery => delivery.Id).ToHashSet(StringComparer.Ordinal);
        return [.. failed.Where(joining => !there.Contains(joining.Delivery))];
    }
}
