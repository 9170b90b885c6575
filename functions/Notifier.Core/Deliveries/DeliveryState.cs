namespace Notifier.Core.Deliveries;

/// <summary>pending → sending (lease) → sent | waiting (due) | dead. Never marked before the act.</summary>
public enum DeliveryState
{
    Pending,
    Sending,
    Waiting,
    Sent,
    Dead,
}
