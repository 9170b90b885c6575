namespace Notifier.Storage;

/// <summary>Where state lives. Bound from the configuration's root, as Azure Functions writes it.</summary>
internal sealed class StorageOptions
{
    /// <summary>Connection string of a storage account; empty or <c>UseDevelopmentStorage=true</c> means Azurite on this machine.</summary>
    public string? AzureWebJobsStorage { get; set; }

    /// <summary><c>AzureWebJobsStorage__tableServiceUri</c>: identity-based connection instead of a string.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary><c>AzureWebJobsStorage__queueServiceUri</c>.</summary>
    public Uri? QueueServiceUri { get; set; }
}
