namespace Notifier.Core.Deliveries;

/// <summary>(held → summarised, or) pending → sending (lease) → sent | waiting (due) | dead. Never marked before the act.</summary>
public enum DeliveryState
{
    Pending,
    Sending,
    Waiting,
    Sent,
    Dead,
    /// <summary>Kept back: for the group wait, quiet hours or a digest. What keeps it back has a time at which it ends.</summary>
    Held,
    /// <summary>Told within a summary; what became of it is what became of the summary.</summary>
    Summarised,
}
