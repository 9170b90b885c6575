using System.Security.Cryptography;
using System.Text;
using Notifier.Storage;
using Notifier.Tests.Deliveries;

namespace Notifier.Tests.Subscriptions.Addresses;

/// <summary>Looks through everything that is stored, every table and every queue, for an address in any form that says which it is.</summary>
internal static class StoredText
{
    /// <returns>Where it stands: table, key and property.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(DeliveryWorld world, params string[] addresses)
    {
        var (forms, found) = (addresses.SelectMany(Forms).Distinct().ToList(), new List<string>());
        foreach (var table in TableName.All)
        {
            foreach (var row in await world.RowsAsync(table))
                found.AddRange(row.Where(property => forms.Any(form => Text(property.Value).Contains(form, StringComparison.OrdinalIgnoreCase))).Select(property => $"{table} {row.PartitionKey} {row.RowKey} {property.Key}"));
        }

        foreach (var queue in new[] { QueueName.Dispatch, QueueName.Deliver })
        {
            var messages = (await world.Get<QueueStore>().Queue(queue).PeekMessagesAsync(32)).Value;
            found.AddRange(messages.Where(message => forms.Any(form => message.Body.ToString().Contains(form, StringComparison.OrdinalIgnoreCase))).Select(_ => queue));
        }

        return found;
    }

    /// <summary>As written, in lower case, as anybody could hash it, whole or its first half, in hexadecimal or base64.</summary>
    private static IEnumerable<string> Forms(string address)
    {
        foreach (var text in new[] { address, address.ToLowerInvariant() })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            yield return text;
            yield return Convert.ToBase64String(bytes).TrimEnd('=');
            foreach (var hash in new[] { SHA256.HashData(bytes), SHA512.HashData(bytes) })
            {
                yield return Convert.ToHexString(hash)[..32];
                yield return Convert.ToBase64String(hash)[..20];
            }
        }
    }

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Encoding.Latin1.GetString(bytes) + Convert.ToHexString(bytes),
        null => "",
        _ => value.ToString()!,
    };
}
