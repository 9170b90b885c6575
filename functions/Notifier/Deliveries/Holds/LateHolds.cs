using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Holds;

/// <summary>
/// Holds that somebody comes to long after their time, because the service was down: quiet hours that have begun since are kept.
/// The subscription is read for these only.
/// </summary>
internal sealed class LateHolds(SubscriptionStore subscriptions, HoldStore holds, Summaries summaries)
{
    /// <summary>Longer than a sweep takes to come round.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    // Far enough below the actions of a transaction that the rows of both holds have room.
    private const int Moved = 90;

    /// <returns>What to do instead of releasing it; null where it is released now. A full one is, at any hour.</returns>
    public async Task<ReleaseStep?> NextAsync(Hold hold, DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - hold.Due <= Late || hold.IsFull || await FindAsync(hold, cancellation) is not { Cadence.Quiet: { } quiet } to)
            return null;
        if (quiet.Until(LocalTimes.Zone(to.Zone), now) is not { } end)
            return null;
        return hold.Reason == SummaryReason.Group ? await ToQuietHoursAsync(hold, quiet, end, cancellation) : PutOff(hold, hold.Period, end);
    }

    /// <summary>The digest of its period was told already; what came to it too late is told by the next one.</summary>
    public async Task<ReleaseStep> ToNextDigestAsync(Hold hold, DateTimeOffset now, CancellationToken cancellation)
    {
        var to = await FindAsync(hold, cancellation);
        var next = to is null || to.Cadence.Digest == DigestPeriod.Immediate ? now : to.Cadence.NextDigest(LocalTimes.Zone(to.Zone), now);
        return PutOff(hold, next, next);
    }

    private static ReleaseStep PutOff(Hold hold, DateTimeOffset period, DateTimeOffset until) => new(
        [
            .. hold.Members.Take(ReleaseStep.Room).Select(member => HeldRows.Hold(hold.Shard, member, hold.Reason, until)),
            (hold with { Period = period, Due = until }).Put(),
        ],
        []);

    /// <summary>What would wake its reader stays and is told now; the others join what quiet hours hold.</summary>
    private async Task<ReleaseStep?> ToQuietHoursAsync(Hold hold, QuietHours quiet, DateTimeOffset end, CancellationToken cancellation)
    {
        var warnings = await summaries.WarningsAsync([.. hold.Members.Select(member => member.Warning)], cancellation);
        var moved = hold.Members.Where((_, index) => !quiet.IsOverriddenBy(warnings[index])).Take(Moved).ToList();
        var morning = await holds.FindAsync(hold.Subscription, SummaryReason.QuietHours, cancellation)
            ?? new Hold(hold.Subscription, SummaryReason.QuietHours, end, end, []) { Channel = hold.Channel };
        if (moved.Count == 0 || morning.Members.Count + moved.Count >= Hold.Most)
            return null;
        var left = hold with { Members = [.. hold.Members.Except(moved)] };
        return new(
            [
                .. moved.Select(member => HeldRows.Hold(hold.Shard, member, SummaryReason.QuietHours, morning.Due)),
                (morning with { Members = [.. morning.Members, .. moved] }).Put(),
                left.Members.Count == 0 ? hold.Remove() : left.Put(),
            ],
            []);
    }

    private async Task<Subscription?> FindAsync(Hold hold, CancellationToken cancellation) =>
        (await subscriptions.FindAsync(hold.Subscription, cancellation))?.Subscription;
}
