using System.Security.Cryptography;
using System.Text;
using Notifier.Core.Observations;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Subscriptions;

/// <summary>
/// Keys of the tables Subscriptions and SubscriptionIndex. A subscription stands in the partition of its shard; its index
/// rows stand under its most selective matcher only, and the full match is judged there.
/// </summary>
internal static class SubscriptionKeys
{
    /// <summary>Partition of the row <see cref="Used"/>: which shards hold any subscription.</summary>
    public const string Shards = "shards";
    public const string Used = "used";

    public static string Partition(string subscriptionId) => ShardMap.Text(ShardMap.ShardOf(subscriptionId));

    /// <summary>Partition, in table Subscriptions, of the counts of confirmations.</summary>
    public static string LimitPartition(string addressId) => $"limit|{addressId[..2]}";

    /// <summary>Partition, in table Subscriptions, of the rows that lead from an address to its subscriptions.</summary>
    public static string AddressPartition(string addressId) => $"address|{addressId}";

    /// <summary>Partitions of SubscriptionIndex that a subscription has a row in.</summary>
    public static IReadOnlyList<string> IndexPartitions(string subscriptionId, SubscriptionMatch match)
    {
        var shard = ShardMap.ShardOf(subscriptionId);
        return match switch
        {
            { Rules.Count: > 0 } => Under("rule", match.Rules, shard),
            { Series.Count: > 0 } => Under("series", match.Series, shard),
            { Topics.Count: > 0 } => Under("topic", match.Topics, shard),
            { Tags.Count: > 0 } => Under("tag", match.Tags, shard),
            _ => [Any(shard)],
        };
    }

    /// <summary>Partitions of SubscriptionIndex in one shard that hold everybody who may want the warning.</summary>
    public static IReadOnlyList<string> IndexPartitions(Warning warning, int shard) =>
    [
        .. Under("rule", [warning.Rule], shard),
        .. Under("series", [warning.Series], shard),
        .. Under("topic", warning.Topics, shard),
        .. Under("tag", warning.Tags, shard),
        Any(shard),
    ];

    private static List<string> Under(string kind, IReadOnlyList<string> ids, int shard) =>
        ids.Distinct().Select(id => $"{kind}:{Safe(id)}|{ShardMap.Text(shard)}").ToList();

    private static string Any(int shard) => $"any|{ShardMap.Text(shard)}";

    /// <summary>An id that is no <see cref="Identifier"/> may hold what a key must not.</summary>
    private static string Safe(string id) =>
        Identifier.IsValid(id) ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];
}
