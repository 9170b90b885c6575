namespace Notifier.Storage.Azurite;

/// <summary>Where an Azurite listens.</summary>
internal sealed record AzuriteEndpoints(Uri Blob, Uri Queue, Uri Table)
{
    // The one account that every Azurite has, and its published key:
    // https://learn.microsoft.com/azure/storage/common/storage-use-azurite (Well-known storage account and key).
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>The ports that Azurite takes when none are given.</summary>
    public static AzuriteEndpoints Usual { get; } = new(new("http://127.0.0.1:10000"), new("http://127.0.0.1:10001"), new("http://127.0.0.1:10002"));

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint={new Uri(Blob, Account)};QueueEndpoint={new Uri(Queue, Account)};TableEndpoint={new Uri(Table, Account)};";

    /// <summary>Whether an Azurite answers there, for tables and for queues.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
        var answers = await Task.WhenAll(IsAsync(client, Table, "Azurite-Table", cancellation), IsAsync(client, Queue, "Azurite-Queue", cancellation));
        return Array.TrueForAll(answers, answer => answer);
    }

    private static async Task<bool> IsAsync(HttpClient client, Uri address, string product, CancellationToken cancellation)
    {
        try
        {
            // Unsigned, so it is refused; the refusal names the product.
            using var answer = await client.GetAsync(new Uri(address, Account), cancellation);
            return answer.Headers.TryGetValues("Server", out var servers) && servers.Any(server => server.StartsWith(product, StringComparison.Ordinal));
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
