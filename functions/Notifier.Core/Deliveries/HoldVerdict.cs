namespace Notifier.Core.Deliveries;

/// <summary>Whether a warning is told at once or kept back, why and until when.</summary>
/// <param name="Reason">Why it is kept back; null where it is told at once.</param>
/// <param name="Until">Until when; null where it is told at once.</param>
/// <param name="Overrides">It is told at once although it comes in quiet hours: it is severe enough.</param>
public readonly record struct HoldVerdict(SummaryReason? Reason, DateTimeOffset? Until, bool Overrides = false)
{
    public static readonly HoldVerdict AtOnce;

    public bool Held => Reason is not null;
}
