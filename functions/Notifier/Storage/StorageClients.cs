using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Notifier.Storage;

/// <summary>What the clients of tables and queues have in common: retries, and connections that end with the application.</summary>
/// <param name="policies">Further policies of every request: a test injects faults with them.</param>
internal sealed class StorageClients(IEnumerable<HttpPipelinePolicy> policies) : IDisposable
{
    // The client's shared transport would keep connections open beyond the application, and Azurite waits for the last one before it ends.
    private readonly HttpClientTransport _transport = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        Proxy = new ProxyBeyondLoopback(HttpClient.DefaultProxy),
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // A change of the account's address is seen within this time.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    });

    private readonly Lazy<TokenCredential> _identity = new(static () => new DefaultAzureCredential());

    /// <summary>The machine's own identity: one for all clients, so that its token is fetched once.</summary>
    public TokenCredential Identity => _identity.Value;

    public T Prepare<T>(T options, HttpPipelinePolicy meter)
        where T : ClientOptions
    {
        options.Transport = _transport;
        // The client's default of 100 s outlasts a queue message's invisibility; a storage call is done in well under one second.
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.AddPolicy(meter, HttpPipelinePosition.PerRetry);
        foreach (var policy in policies)
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    public void Dispose() => _transport.Dispose();
}
