using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Notifier.Storage;

/// <summary>Judges the storage settings at start. Messages name the key and never repeat its value: it holds the account's key.</summary>
internal sealed class StorageOptionsCheck : IValidateOptions<StorageOptions>
{
    // A table's name has at most 63 characters, the longest here (SubscriptionIndex) 17.
    private const int LongestPrefix = 32;

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(StorageOptions options)
    {
        if (!IsPrefix(options.TablePrefix))
            yield return $"Notifier__TablePrefix: a letter, then letters and digits, at most {LongestPrefix} in all";
        if (options.TableServiceUri is null != options.QueueServiceUri is null)
            yield return "AzureWebJobsStorage__tableServiceUri and AzureWebJobsStorage__queueServiceUri: set both or neither";
        if (options.TableServiceUri is { IsAbsoluteUri: false } || options.QueueServiceUri is { IsAbsoluteUri: false })
            yield return "AzureWebJobsStorage__tableServiceUri and AzureWebJobsStorage__queueServiceUri: absolute URLs such as https://ACCOUNT.table.core.windows.net";
        if (options.TableServiceUri is null && !IsConnectionString(options.ConnectionString))
            yield return "AzureWebJobsStorage: not the connection string of a storage account; leave it empty for Azurite on this machine";
    }

    private static bool IsPrefix(string prefix) =>
        prefix.Length == 0 || (prefix.Length <= LongestPrefix && char.IsAsciiLetter(prefix[0]) && prefix.All(char.IsAsciiLetterOrDigit));

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new TableServiceClient(text).Uri.IsAbsoluteUri;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
