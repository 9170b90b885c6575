using System.ComponentModel.DataAnnotations;

namespace Notifier.Api.Limits;

/// <summary>How often one may ask. Bound from the section <c>Notifier:Limits</c>.</summary>
internal sealed class LimitOptions
{
    /// <summary>Requests a minute with one key, and as many at once. Default 3000.</summary>
    [Range(1, 1_000_000)]
    public int PerKey { get; set; } = 3000;

    /// <summary>Requests a minute of one client without a valid key, and as many at once. Default 300.</summary>
    [Range(1, 1_000_000)]
    public int PerClient { get; set; } = 300;

    /// <summary>Subscription requests, confirmations and other public changes a minute of one client, and as many at once. Default 10.</summary>
    [Range(1, 1_000_000)]
    public int PublicChanges { get; set; } = 10;

    /// <summary>
    /// Header in which a trusted proxy names the client's address (its last entry is taken), for example <c>X-Forwarded-For</c>
    /// behind the front end of Azure Functions. Empty (default): the connection's own address.
    /// </summary>
    [RegularExpression("^[A-Za-z0-9-]*$")]
    public string ClientAddressHeader { get; set; } = "";
}
