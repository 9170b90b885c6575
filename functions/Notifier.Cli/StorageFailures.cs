using Azure;

namespace Notifier.Cli;

/// <summary>Says what it means where the storage account that is configured does not answer, or refuses.</summary>
internal static class StorageFailures
{
    /// <returns>Null where the exception is about something else.</returns>
    public static string? Explain(Exception exception) => Find(exception) switch
    {
        null => null,
        { Status: 401 or 403 } refused => $"the storage account refuses (HTTP {refused.Status}, {refused.ErrorCode}): check the key or the roles behind AzureWebJobsStorage",
        { Status: 0 } unreachable => $"the storage account cannot be reached: {Line(unreachable)}; check AzureWebJobsStorage, or leave it empty to use Azurite on this machine",
        { } failed => $"the storage account answered HTTP {failed.Status} ({failed.ErrorCode}): {Line(failed)}",
    };

    /// <summary>After several tries the client throws all their failures at once.</summary>
    private static RequestFailedException? Find(Exception exception) => exception switch
    {
        RequestFailedException failed => failed,
        AggregateException several => several.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null),
        { InnerException: { } inner } => Find(inner),
        _ => null,
    };

    private static string Line(RequestFailedException failed) => failed.Message.Split('\n')[0].Trim();
}
