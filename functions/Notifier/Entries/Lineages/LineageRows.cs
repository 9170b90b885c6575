using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Notifier.Core.Entries.Lineages;
using Notifier.Episodes;
using Notifier.Storage;

namespace Notifier.Entries.Lineages;

/// <summary>
/// The rows of lineages in table State, in partitions that no source's id begins like: <c>~lineage~&lt;hh&gt;</c> with the row
/// <c>lineage|&lt;id&gt;</c> and its outbox, written in one transaction; <c>~key~&lt;hh&gt;</c> from a key to its lineage; <c>~due</c>
/// with what the sweep must look at, by time. Over all lineages nobody reads but what has open episodes.
/// </summary>
internal static class LineageRows
{
    public const string DuePartition = "~due";

    /// <summary>In the partition of what is due, behind all times: the rules whose removal was looked for.</summary>
    public const string RulesRow = "~rules";

    /// <summary>What the partitions of lineages begin with.</summary>
    public const string PartitionPrefix = "~lineage~";

    /// <summary>Behind the last of them, which end with hexadecimal digits.</summary>
    public const string AfterPartitions = PartitionPrefix + "g";

    /// <summary>How many episodes are open on it.</summary>
    public const string Open = "open";

    private const string Content = "lineage";
    private const string Id = "id";

    // A lineage of forty long titles stays below 64 KiB in UTF-8; it may grow into further properties.
    public static TableEntity Write(Lineage lineage)
    {
        var row = new TableEntity(Partition(lineage.Id), Row(lineage.Id)) { [Open] = lineage.Episodes.Values.Count(episode => episode.IsOpen) };
        BinaryParts.Write(row, Content, LineageJson.Write(lineage));
        return row;
    }

    /// <exception cref="InvalidDataException">The row holds no lineage.</exception>
    public static Lineage Read(TableEntity row) =>
        LineageJson.Read(BinaryParts.Read(row, Content) ?? throw new InvalidDataException($"row '{row.RowKey}' holds no lineage"));

    public static string Partition(string lineage) => PartitionPrefix + lineage[..2];

    public static string Row(string lineage) => "lineage|" + lineage;

    /// <summary>What the outbox rows of a lineage begin with.</summary>
    public static string OutboxPrefix(string lineage) => $"{Outbox.Prefix}{lineage}|";

    public static (string Partition, string Row) Key(string key)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
        return ("~key~" + hash[..2], hash);
    }

    public static TableEntity WriteKey(string key, string lineage)
    {
        var (partition, row) = Key(key);
        return new(partition, row) { [Id] = lineage };
    }

    public static string LineageOf(TableEntity keyRow) => keyRow.GetString(Id) ?? throw new InvalidDataException($"row '{keyRow.RowKey}' names no lineage");

    /// <summary>Sortable by time; one a lineage and minute.</summary>
    public static string Due(DateTimeOffset when, string lineage) => $"{DueFrom(when)}|{lineage}";

    /// <summary>First key of a minute.</summary>
    public static string DueFrom(DateTimeOffset when) => when.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    /// <summary>The minute of a row of what is due.</summary>
    public static DateTimeOffset DueAt(string row) => new(DateTime.ParseExact(row.AsSpan(0, 12), "yyyyMMddHHmm", CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static string DueLineage(string row) => row[(row.IndexOf('|', StringComparison.Ordinal) + 1)..];
}
