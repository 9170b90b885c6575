using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Episodes;

namespace Notifier.Entries;

/// <summary>
/// The keys of table Entries: partition = month of publication, row = publication, source and hash of the id, so that a time
/// range is a key range. In table State the entries of a source have a partition of their own beside its shards.
/// </summary>
internal static class EntryKeys
{
    public static string Partition(Period published) => published.Utc.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string Row(Entry entry) => $"{From(entry.Published)}|{entry.Source}|{IdHash(entry.Id)}";

    /// <summary>First row key of a time.</summary>
    public static string From(Period published) => published.Utc.ToString("yyyyMMdd'T'HHmmssfffffff", CultureInfo.InvariantCulture);

    /// <summary>First row key after a time.</summary>
    public static string After(Period published) => From(published) + '}';

    // The word is above the digits of the shards, and below the end of the source's range.
    public static string StatePartition(string source) => StateKeys.From(source) + "entries";

    private static string IdHash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];
}
