using System.ComponentModel.DataAnnotations;

namespace Notifier.Deliveries;

/// <summary>Section <c>Notifier:Deliveries</c>.</summary>
internal sealed class DeliveriesOptions
{
    /// <summary><c>Notifier__Deliveries__PerHostConcurrency</c>: requests at once to one host that webhooks are posted to, in one process. Default 8.</summary>
    [Range(1, 10_000)]
    public int PerHostConcurrency { get; set; } = 8;

    /// <summary>
    /// <c>Notifier__Deliveries__PerHostRate</c>: requests a second to one host, in one process; 0 is no limit. Default 20. A host on
    /// this machine is the operator's own and has none.
    /// </summary>
    [Range(0, 100_000)]
    public int PerHostRate { get; set; } = 20;

    /// <summary>
    /// <c>Notifier__Deliveries__ProofWait</c>: how long a mail whose fate nobody knows waits for the mail service to tell it, before it
    /// is sent once more. Default 5 minutes; at most a day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ProofWait { get; set; } = TimeSpan.FromMinutes(5);
}
