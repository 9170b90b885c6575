using Notifier.Core.Subscriptions;
using Notifier.Subscriptions.Addresses;

namespace Notifier.Subscriptions;

/// <summary>
/// Changes the terms of a subscription, so that a crash at any step leaves either the old or the new ones in force, and whoever comes
/// next completes it.
/// <list type="number">
/// <item>Record what is being changed to (by the ETag that its owner saw). The old terms hold.</item>
/// <item>Write the new index rows.</item>
/// <item>Put the new terms in force; what it matched before is noted as stale.</item>
/// <item>Remove the stale index rows, say under its address what it is about now, then remove the note.</item>
/// </list>
/// In between a warning may be told under the old terms or under the new ones, and never under neither.
/// </summary>
internal sealed class SubscriptionChanges(SubscriptionStore subscriptions, SubscriptionIndex index, AddressIndex addresses, MatchCheck check, TimeProvider time)
{
    /// <param name="stored">As its owner saw it.</param>
    /// <param name="wanted">All terms.</param>
    /// <param name="named">The matchers that were given now: what stood there before may name a rule that is no more.</param>
    public async Task<ChangeResult> ChangeAsync(StoredSubscription stored, TermsRequest wanted, MatchRequest? named, CancellationToken cancellation)
    {
        var problems = new List<RequestProblem>();
        var terms = TermsCheck.Judge(wanted, problems);
        if (problems.Count == 0)
            problems.AddRange(await check.JudgeAsync(named, cancellation));
        return problems.Count > 0 ? new(problems, null) : new([], await ChangeAsync(stored, terms, cancellation));
    }

    /// <summary>Completes what a crash left of a change.</summary>
    /// <returns>It, settled; null where there is none.</returns>
    public async Task<StoredSubscription?> SettleAsync(string id, CancellationToken cancellation)
    {
        // Whoever lost a race may have written index rows of terms that are no longer: those go, and the rows are written as they stand.
        var lost = new List<SubscriptionMatch>();
        while (await subscriptions.FindAsync(id, cancellation) is { } stored)
        {
            if (stored is { Next: null, Stale.Count: 0 } && lost.Count == 0)
                return stored;
            if (stored.Next is not { } next)
            {
                if (await RemoveStaleAsync(stored, lost, cancellation))
                    lost.Clear();
            }
            else if (!await PutInForceAsync(stored, next, cancellation))
            {
                lost.Add(next.Match);
            }
        }

        return null;
    }

    private async Task<StoredSubscription?> ChangeAsync(StoredSubscription stored, SubscriptionTerms terms, CancellationToken cancellation)
    {
        // Its own change overrides what was asked for through the form and waits for a confirmation; a pending one goes on waiting.
        var changed = stored.Subscription.State == SubscriptionState.Pending
            ? stored with { Changed = time.GetUtcNow(), Subscription = terms.ToSubscription(stored.Id, stored.Subscription.Channel, SubscriptionState.Pending), Asked = stored.Asked is null ? null : terms }
            : stored with { Changed = time.GetUtcNow(), Next = terms, Asked = null, Stale = [.. stored.Matches.Skip(1)] };
        return await subscriptions.ReplaceAsync(changed, cancellation) ? await SettleAsync(stored.Id, cancellation) : null;
    }

    private async Task<bool> PutInForceAsync(StoredSubscription stored, SubscriptionTerms next, CancellationToken cancellation)
    {
        var subscription = next.ToSubscription(stored.Id, stored.Subscription.Channel, stored.Subscription.State);
        if (subscription.State == SubscriptionState.Active)
            await index.AddAsync(subscription, cancellation);
        return await subscriptions.ReplaceAsync(stored with { Subscription = subscription, Since = time.GetUtcNow(), Next = null, Stale = [.. stored.Stale, stored.Subscription.Match] }, cancellation);
    }

    private async Task<bool> RemoveStaleAsync(StoredSubscription stored, List<SubscriptionMatch> lost, CancellationToken cancellation)
    {
        var active = stored.Subscription.State == SubscriptionState.Active;
        if (lost.Count > 0 && active)
            await index.AddAsync(stored.Subscription, cancellation);
        var kept = active ? SubscriptionKeys.IndexPartitions(stored.Id, stored.Subscription.Match) : [];
        foreach (var match in stored.Stale.Concat(lost))
            await index.RemoveAsync(stored.Id, [.. SubscriptionKeys.IndexPartitions(stored.Id, match).Except(kept)], cancellation);
        await addresses.AddAsync(stored.Subscription, cancellation);
        return await subscriptions.ReplaceAsync(stored with { Stale = [] }, cancellation);
    }
}

/// <param name="Problems">What is wrong with the terms.</param>
/// <param name="Changed">As it stands now; null where something is wrong, or somebody else changed it meanwhile.</param>
internal sealed record ChangeResult(IReadOnlyList<RequestProblem> Problems, StoredSubscription? Changed);
