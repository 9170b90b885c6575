namespace Notifier.Deliveries.Suppressions;

/// <summary>Keys of the addresses that are written to no more, within table Subscriptions: beside the shards, spread by the first digits of the id.</summary>
internal static class SuppressionKeys
{
    public const string Prefix = "suppressed|";

    /// <summary>Behind all of them: '}' follows '|'.</summary>
    public const string End = "suppressed}";

    public static string Partition(string id) => Prefix + id[..2];
}
