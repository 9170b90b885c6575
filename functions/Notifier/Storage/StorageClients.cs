using Azure.Core;
using Azure.Core.Pipeline;

namespace Notifier.Storage;

/// <summary>What the clients of tables and queues have in common.</summary>
internal static class StorageClients
{
    public static T Prepare<T>(T options, IEnumerable<HttpPipelinePolicy> policies)
        where T : ClientOptions
    {
        // The client's default of 100 s outlasts a queue message's invisibility; a storage call is done in well under one second.
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        foreach (var policy in policies)
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }
}
