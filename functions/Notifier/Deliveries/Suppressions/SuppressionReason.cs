namespace Notifier.Deliveries.Suppressions;

/// <summary>Why an address is written to no more: closed set.</summary>
internal enum SuppressionReason
{
    /// <summary>Its server says that there is no such mailbox, or refuses for good.</summary>
    Bounced,
    /// <summary>Its reader called a mail spam.</summary>
    Complained,
    /// <summary>Its reader left through the mail service, which says so for the whole address.</summary>
    Unsubscribed,
}

/// <summary>An address that is written to no more.</summary>
/// <param name="Id">What stands for the address: keyed, so that it tells nobody which it is.</param>
/// <param name="Masked"><c>a…@example.org</c>.</param>
/// <param name="Since">When the mail service saw what it told, else when it was noted.</param>
internal sealed record Suppression(string Id, string Masked, SuppressionReason Reason, DateTimeOffset Since);

/// <param name="Next">Cursor of the next page; null at the end.</param>
internal sealed record SuppressionPage(IReadOnlyList<Suppression> Suppressions, string? Next);
