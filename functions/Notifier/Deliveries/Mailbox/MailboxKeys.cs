using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Notifier.Deliveries.Mailbox;

/// <summary>Keys of table Mailbox: one partition an address (its hash), newest mail first; partition <see cref="Boxes"/> lists the addresses.</summary>
internal static class MailboxKeys
{
    public const string Boxes = "boxes";

    public static string Box(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())))[..32];

    /// <param name="created">When the delivery was made, so that every attempt comes to the same row.</param>
    public static string Row(DateTimeOffset created, string deliveryId) =>
        $"{(DateTimeOffset.MaxValue.UtcTicks - created.UtcTicks).ToString("D19", CultureInfo.InvariantCulture)}|{deliveryId}";
}
