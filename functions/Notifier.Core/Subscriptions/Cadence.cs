namespace Notifier.Core.Subscriptions;

/// <summary>When a subscription's messages come: each at once, or in a digest, and when they are held back.</summary>
/// <param name="DigestAt">Local time of the digest; like the period without a default, because a description of the API could not show a time as one.</param>
/// <param name="DigestDay">Day of the weekly digest.</param>
/// <param name="Quiet">When nobody is woken; null where messages come at any hour.</param>
/// <param name="Grouped">Whether warnings that come within the group wait and belong together are one message; null means as the channel does by default.</param>
public sealed record Cadence(
    DigestPeriod Digest,
    TimeOnly DigestAt,
    DayOfWeek DigestDay = DayOfWeek.Monday,
    QuietHours? Quiet = null,
    bool? Grouped = null)
{
    /// <summary>When a digest comes that no time was named for.</summary>
    public static readonly TimeOnly Morning = new(8, 0);

    public static readonly Cadence Immediate = new(DigestPeriod.Immediate, Morning);
}

public enum DigestPeriod
{
    Immediate,
    Daily,
    Weekly,
}

/// <summary>From one local time to another, over midnight where <paramref name="To"/> is not later.</summary>
/// <param name="Override">Severities from this one on are told at once all the same; null where none is.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, Warnings.Severity? Override = Warnings.Severity.Extreme);
