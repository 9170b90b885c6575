using Notifier.Core.Subscriptions;
using Notifier.Deliveries;

namespace Notifier.Subscriptions;

/// <summary>What became of one warning for one subscription, and why.</summary>
/// <param name="Because">At least one.</param>
/// <param name="Delivery">Null where none was made.</param>
/// <param name="Summary">The message that tells it together with others, if one does.</param>
internal sealed record Explanation(ExplainedVerdict Verdict, IReadOnlyList<Sentence> Because, Delivery? Delivery = null, Delivery? Summary = null)
{
    /// <summary>Whether it was told, by itself or within a summary.</summary>
    public bool Told => Verdict == ExplainedVerdict.Told;
}

internal enum ExplainedVerdict
{
    Told,
    /// <summary>On its way: waiting for its first or its next attempt.</summary>
    UnderWay,
    /// <summary>Kept back for the group wait, quiet hours or a digest.</summary>
    Held,
    /// <summary>Attempts failed for good.</summary>
    GivenUp,
    /// <summary>One of the matchers, the severity, or the kind of message was not asked for.</summary>
    NotWanted,
    /// <summary>It was recorded before the subscription began.</summary>
    BeforeSubscription,
    /// <summary>The subscription waits for its confirmation, or is switched off.</summary>
    NotActive,
    /// <summary>A silence or an inhibition holds it.</summary>
    Muted,
    /// <summary>It is wanted now, and no delivery was made: it is being dispatched, or it was not wanted then.</summary>
    NotMade,
}
