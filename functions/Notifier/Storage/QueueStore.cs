using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace Notifier.Storage;

/// <summary>The queues: sending. Receiving is the Functions host's work on Azure and the pump's on one machine.</summary>
internal sealed class QueueStore(IOptions<StorageOptions> options, StorageMeter meter, StorageClients clients)
{
    public const string PoisonSuffix = "-poison";

    // The default, seven days, loses silently what waits for longer.
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    private readonly Dictionary<string, QueueClient> _queues = QueueName.All
        .SelectMany(name => new[] { name, name + PoisonSuffix })
        .ToDictionary(name => name, name => Account(options.Value, meter.ForQueue(name), clients).GetQueueClient(FullName(options.Value, name)));

    /// <summary>Called after a message was sent, with the queue's name: a pump in the same process looks at once.</summary>
    public event Action<string>? Sent;

    /// <param name="name">One of <see cref="QueueName"/>, or its poison queue.</param>
    public QueueClient Queue(string name) => _queues[name];

    /// <summary>Makes the queues that are missing: one query where all are there.</summary>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var queue in Account(options.Value, meter.ForQueue("queues"), clients).GetQueuesAsync(prefix: FullName(options.Value, ""), cancellationToken: cancellation))
            present.Add(queue.Name);
        await Task.WhenAll(_queues.Values
            .Where(queue => !present.Contains(queue.Name))
            .Select(queue => queue.CreateIfNotExistsAsync(cancellationToken: cancellation)));
    }

    /// <param name="message">Ids, from <see cref="Hosting.QueueMessages"/>. A message may be handled more than once.</param>
    public Task SendAsync(string queue, string message, CancellationToken cancellation) => SendAsync(queue, message, TimeSpan.Zero, cancellation);

    /// <param name="delay">
    /// How long the message stays out of sight, rounded up to whole seconds: real time, whatever the application's clock says.
    /// </param>
    public async Task SendAsync(string queue, string message, TimeSpan delay, CancellationToken cancellation)
    {
        // The protocol knows whole seconds only, and the client cuts the rest off: the message would come too early.
        var hidden = TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds));
        await Queue(queue).SendMessageAsync(message, hidden > TimeSpan.Zero ? hidden : null, Never, cancellation);
        Sent?.Invoke(queue);
    }

    private static string FullName(StorageOptions options, string name) => options.TablePrefix.ToLowerInvariant() + name;

    private static QueueServiceClient Account(StorageOptions options, HttpPipelinePolicy meter, StorageClients clients)
    {
        // The client's newest version of the protocol is refused by an Azurite older than it; this one every Azurite of the last years knows.
        var settings = clients.Prepare(
            new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_11_04) { MessageEncoding = QueueMessageEncoding.Base64 },
            meter);
        return options.QueueServiceUri is { } uri
            ? new QueueServiceClient(uri, clients.Identity, settings)
            : new QueueServiceClient(options.ConnectionString, settings);
    }
}
