using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Episodes;

namespace Notifier.Subscriptions;

/// <summary>What the link to acknowledge does, in the name of the subscription that was mailed to. Looking changes nothing.</summary>
internal sealed class AcknowledgeLinks(
    LinkTokens tokens, SubscriptionStore subscriptions, WarningStore warnings, EpisodeReader episodes, Acknowledgements acknowledgements)
{
    public async Task<AcknowledgeView> PeekAsync(string? token, CancellationToken cancellation)
    {
        if (await tokens.ReadAsync(token, cancellation) is not { Purpose: LinkPurpose.Acknowledge, Warning: { } id } link)
            return new(AcknowledgeState.Invalid);
        if (link.Expired)
            return new(AcknowledgeState.Expired);
        if (await subscriptions.FindAsync(link.Subscription, cancellation) is not { Subscription.State: Core.Subscriptions.SubscriptionState.Active } stored || link.IsOlderThan(stored))
            return new(AcknowledgeState.Gone);
        var view = new AcknowledgeView(AcknowledgeState.Ended, SubscriptionView.Masked(stored.Subscription.Channel), stored.Subscription.Language);
        if (await warnings.FindAsync(id, cancellation) is not { Warning: { Entry: null } warning } || await episodes.FindAsync(warning.Episode, cancellation) is not { } episode)
            return view;
        return view with { State = episode.Acknowledged is null ? AcknowledgeState.Holds : AcknowledgeState.Already, Warning = warning, Episode = episode };
    }

    /// <summary>Acknowledges; where it is acknowledged already, the first mark stays.</summary>
    public async Task<AcknowledgeView> AcknowledgeAsync(string? token, CancellationToken cancellation)
    {
        var view = await PeekAsync(token, cancellation);
        if (view is not { State: AcknowledgeState.Holds, Episode: { } episode, By: { } by })
            return view;
        var (outcome, marked) = await acknowledgements.GiveAsync(episode.Id, by, null, Core.Episodes.Acknowledgement.UsualWorseBy, cancellation);
        return outcome == AcknowledgeOutcome.Given
            ? view with { State = AcknowledgeState.Done, Episode = marked }
            : view with { State = AcknowledgeState.Ended, Episode = null };
    }
}

/// <param name="By">The masked address of the subscription.</param>
/// <param name="Language">Of the subscription; null where the link says none.</param>
/// <param name="Warning">That the link came with.</param>
/// <param name="Episode">As it is now; null unless it is open.</param>
internal sealed record AcknowledgeView(
    AcknowledgeState State, string? By = null, string? Language = null, Warning? Warning = null, OpenEpisode? Episode = null);

internal enum AcknowledgeState
{
    /// <summary>There is something to acknowledge.</summary>
    Holds,
    Done,
    /// <summary>Somebody did.</summary>
    Already,
    /// <summary>The episode ended meanwhile.</summary>
    Ended,
    /// <summary>None of ours, or for another purpose.</summary>
    Invalid,
    Expired,
    /// <summary>The subscription is no more.</summary>
    Gone,
}
