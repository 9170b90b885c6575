namespace Notifier.Storage;

/// <summary>Every table there is.</summary>
internal static class TableName
{
    public const string State = "State";
    public const string Observations = "Observations";
    public const string Entries = "Entries";
    public const string Warnings = "Warnings";
    public const string Rules = "Rules";
    public const string Sources = "Sources";
    public const string Silences = "Silences";
    public const string Keys = "Keys";
    public const string Audit = "Audit";
    public const string Subscriptions = "Subscriptions";
    public const string SubscriptionIndex = "SubscriptionIndex";
    public const string Deliveries = "Deliveries";
    public const string Mailbox = "Mailbox";
    public const string Requests = "Requests";

    public static IReadOnlyList<string> All { get; } =
        [State, Observations, Entries, Warnings, Rules, Sources, Silences, Keys, Audit, Subscriptions, SubscriptionIndex, Deliveries, Mailbox, Requests];
}
