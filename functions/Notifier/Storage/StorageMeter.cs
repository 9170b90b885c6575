using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Notifier.Storage;

/// <summary>
/// Counts what the storage account is asked, by table or queue and kind. One request is one billed transaction, whatever it
/// carries; a retry counts again, as it is billed again.
/// </summary>
internal sealed class StorageMeter
{
    private readonly ConcurrentDictionary<(string Name, StorageOperation Operation), long> _counts = new();

    public IReadOnlyDictionary<(string Name, StorageOperation Operation), long> Counts => new Dictionary<(string, StorageOperation), long>(_counts);

    public long Total => _counts.Sum(count => count.Value);

    public long Count(string name, StorageOperation operation) => _counts.GetValueOrDefault((name, operation));

    public void Reset() => _counts.Clear();

    /// <param name="name">Table or queue, without prefix.</param>
    internal HttpPipelinePolicy ForTable(string name) => new Policy(this, name, StorageRequest.OnTable);

    /// <inheritdoc cref="ForTable"/>
    internal HttpPipelinePolicy ForQueue(string name) => new Policy(this, name, StorageRequest.OnQueue);

    private sealed class Policy(StorageMeter meter, string name, Func<Request, StorageOperation> operation) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) =>
            meter._counts.AddOrUpdate((name, operation(message.Request)), 1, static (_, count) => count + 1);
    }
}

internal enum StorageOperation
{
    /// <summary>One page of a query, or one entity by its key.</summary>
    Read,

    /// <summary>One entity inserted, replaced, merged or deleted.</summary>
    Write,

    /// <summary>An entity-group transaction.</summary>
    Transaction,

    Send,
    Receive,

    /// <summary>A message deleted, hidden for longer, or shown again.</summary>
    Settle,

    /// <summary>Tables and queues listed, made or measured.</summary>
    Manage,
}

/// <summary>Tells from a request what it does.</summary>
internal static class StorageRequest
{
    public static StorageOperation OnTable(Request request)
    {
        var path = request.Uri.Path;
        if (path.EndsWith("$batch", StringComparison.Ordinal))
            return StorageOperation.Transaction;
        if (path.Contains("/Tables", StringComparison.Ordinal) || path.EndsWith("Tables", StringComparison.Ordinal))
            return StorageOperation.Manage;
        return request.Method == RequestMethod.Get ? StorageOperation.Read : StorageOperation.Write;
    }

    public static StorageOperation OnQueue(Request request)
    {
        var path = request.Uri.Path;
        if (!path.Contains("/messages", StringComparison.Ordinal))
            return StorageOperation.Manage;
        if (request.Method == RequestMethod.Post)
            return StorageOperation.Send;
        return request.Method == RequestMethod.Get ? StorageOperation.Receive : StorageOperation.Settle;
    }
}
