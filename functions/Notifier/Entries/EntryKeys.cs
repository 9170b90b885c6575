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

    public static string Row(Entry entry) => Row(entry.Published, entry.Source, entry.Id);

    public static string Row(Period published, string source, string id) => $"{From(published)}|{source}|{IdHash(id)}";

    /// <summary>First row key of a time.</summary>
    public static string From(Period published) => published.Utc.ToString("yyyyMMdd'T'HHmmssfffffff", CultureInfo.InvariantCulture);

    /// <summary>Whether a text has the form of a row key.</summary>
    public static bool IsRow(string text) => text.Length < 200 && text.Count(letter => letter == '|') == 2 && Day(text) is not null && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '|');

    /// <summary>The day of publication in a row key.</summary>
    public static DateTime DayOf(string row) => Day(row) ?? throw new ArgumentException("this is no row key of an entry", nameof(row));

    private static DateTime? Day(string row) =>
        row.Length > 8 && DateTime.TryParseExact(row.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>First row key after a time.</summary>
    public static string After(Period published) => From(published) + '}';

    // The word is above the digits of the shards, and below the end of the source's range.
    public static string StatePartition(string source) => StateKeys.From(source) + "entries";

    private static string IdHash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];
}
