using System.Globalization;

namespace Notifier.Episodes;

/// <summary>
/// The keys of table State. Partition <c>&lt;source&gt;~&lt;shard:D4&gt;</c>: rows <c>cursor</c>, <c>series|&lt;id&gt;</c>,
/// <c>outbox|&lt;series&gt;|&lt;commit:D12&gt;</c>, <c>f|…</c>. Partition <c>&lt;source&gt;</c>: row <c>poll</c>.
/// </summary>
internal static class StateKeys
{
    public const string Cursor = "cursor";
    public const string Poll = "poll";
    public const string SeriesPrefix = "series|";

    // A source's id has no '~', and what follows it in a partition's key is below '~'.
    private const char Mark = '~';

    public static string Partition(string source, int shard) => string.Create(CultureInfo.InvariantCulture, $"{source}{Mark}{shard:D4}");

    /// <summary>First key of the range of all partitions of a source.</summary>
    public static string From(string source) => $"{source}{Mark}";

    /// <summary>First key after the range of the shards of a source: their numbers are digits, and ':' follows '9'.</summary>
    public static string ShardsTo(string source) => $"{source}{Mark}:";

    /// <summary>First key after the range of all partitions of a source.</summary>
    public static string To(string source) => $"{source}{Mark}{Mark}";

    public static int Shard(string partition) => int.Parse(partition.AsSpan(partition.LastIndexOf(Mark) + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    public static string Series(string id) => SeriesPrefix + id;

    public static string SeriesId(string row) => row[SeriesPrefix.Length..];

    public static string Outbox(string series, long commit) => string.Create(CultureInfo.InvariantCulture, $"{Episodes.Outbox.Prefix}{series}|{commit:D12}");

    /// <summary>First key after those that begin with a prefix that ends with <c>|</c>.</summary>
    public static string After(string prefix) => prefix[..^1] + '}';
}
