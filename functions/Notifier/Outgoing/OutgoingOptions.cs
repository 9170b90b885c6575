namespace Notifier.Outgoing;

/// <summary>Section <c>Notifier</c>: where outgoing requests may go.</summary>
internal sealed class OutgoingOptions
{
    /// <summary>
    /// <c>Notifier__AllowPrivateTargets</c>, default false: webhooks and sources may be on this machine and in private networks,
    /// and webhooks may be http. For use on one machine; never on a server that strangers can give URLs to.
    /// </summary>
    public bool AllowPrivateTargets { get; set; }
}
