using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Holds;

/// <summary>
/// Keys of holds, in the partition of the subscription's shard in table Deliveries: <c>h|&lt;subscription&gt;|&lt;reason&gt;</c> is
/// joined by what comes, <c>h|&lt;subscription&gt;|into|&lt;summary&gt;</c> lists members of a summary that are not marked yet.
/// </summary>
internal static class HoldKeys
{
    public const string Prefix = "h|";

    public static readonly IReadOnlyList<SummaryReason> Reasons =
        [SummaryReason.Group, SummaryReason.QuietHours, SummaryReason.DailyDigest, SummaryReason.WeeklyDigest];

    public static string Row(string subscription, SummaryReason reason) => $"{Prefix}{subscription}|{reason}";

    public static string Row(Hold hold) => hold.Into is { } summary ? $"{Prefix}{hold.Subscription}|into|{summary}" : Row(hold.Subscription, hold.Reason);
}
