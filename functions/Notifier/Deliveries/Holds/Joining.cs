using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Deliveries.Holds;

/// <summary>A warning on its way to one subscription that holds, or may hold, something back.</summary>
/// <param name="Wanted">False where the subscription does not want to hear of it, except to complete what it has not heard yet.</param>
internal sealed record Joining(Subscription To, Warning Warning, HoldVerdict Verdict, bool Wanted)
{
    /// <summary>An episode of more transitions than this, all of one night, is told by its last ones.</summary>
    private const int Earlier = 64;

    private HashSet<string>? _before;

    public string Delivery { get; } = DeliveryId.Of(Warning, To.Id);

    /// <summary>What may be held of it: the hold it joins or, where it looks for its episode, every one.</summary>
    public IEnumerable<(string Subscription, SummaryReason Reason)> Keys =>
        Wanted && Verdict.Reason is { } reason ? [(To.Id, reason)] : HoldKeys.Reasons.Select(each => (To.Id, each));

    /// <summary>Whether a member is an earlier warning of the same episode: ids derive from the sequence, so nothing need be read.</summary>
    public bool Follows(HoldMember member) => Before.Contains(member.Delivery);

    private HashSet<string> Before => _before ??= Enumerable.Range(1, Math.Max(0, Warning.Sequence - 1)).TakeLast(Earlier)
        .Select(sequence => DeliveryId.Of(Warning.Episode, sequence, To.Id)).ToHashSet(StringComparer.Ordinal);
}
