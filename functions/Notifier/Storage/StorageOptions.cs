using Microsoft.Extensions.Configuration;

namespace Notifier.Storage;

/// <summary>Where state lives. The keys are those that Azure Functions reads, at the configuration's root.</summary>
internal sealed class StorageOptions
{
    public const string Local = "UseDevelopmentStorage=true";

    /// <summary>
    /// <c>AzureWebJobsStorage</c>: connection string of a storage account. Default <c>UseDevelopmentStorage=true</c>: Azurite on this
    /// machine. Not read where <see cref="TableServiceUri"/> is set.
    /// </summary>
    public string ConnectionString { get; set; } = Local;

    /// <summary><c>AzureWebJobsStorage__tableServiceUri</c>: an account reached with the machine's own identity instead of a string.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary><c>AzureWebJobsStorage__queueServiceUri</c>: set together with <see cref="TableServiceUri"/>.</summary>
    public Uri? QueueServiceUri { get; set; }

    /// <summary>
    /// <c>Notifier__TablePrefix</c>: put before the names of tables and queues, so that a replay or a test never mixes with real state.
    /// Default empty; a letter, then at most 31 letters and digits.
    /// </summary>
    public string TablePrefix { get; set; } = "";

    internal static void Bind(StorageOptions options, IConfiguration configuration)
    {
        if (configuration["AzureWebJobsStorage"] is { Length: > 0 } connection)
            options.ConnectionString = connection;
        options.TableServiceUri = configuration.GetValue<Uri?>("AzureWebJobsStorage:tableServiceUri");
        options.QueueServiceUri = configuration.GetValue<Uri?>("AzureWebJobsStorage:queueServiceUri");
        options.TablePrefix = configuration["Notifier:TablePrefix"] ?? "";
    }
}
