namespace Notifier.Storage;

/// <summary>Every queue there is. Messages carry ids only, never expire, and are Base64 on both sides, as the Functions host's default.</summary>
public static class QueueName
{
    public const string Poll = "poll";
    public const string Evaluate = "evaluate";
    public const string Dispatch = "dispatch";
    public const string Deliver = "deliver";

    public static IReadOnlyList<string> All { get; } = [Poll, Evaluate, Dispatch, Deliver];
}
