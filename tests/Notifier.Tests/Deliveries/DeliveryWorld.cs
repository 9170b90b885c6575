using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>
/// The application on Azurite with a clock that stands still and storage that can fail. Started again with
/// <see cref="RestartAsync"/>, it is another process on the same tables.
/// </summary>
internal sealed class DeliveryWorld : IAsyncDisposable
{
    public const string Secret = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

    private readonly AzuriteFixture _azurite;
    private readonly string _prefix;
    private readonly Action<IHostApplicationBuilder>? _configure;
    private IHost _host = null!;

    private DeliveryWorld(AzuriteFixture azurite, Action<IHostApplicationBuilder>? configure) =>
        (_azurite, _prefix, _configure) = (azurite, azurite.NewPrefix(), configure);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public StorageFaults Faults { get; } = new();

    public LogLines Lines { get; } = new();

    public DeliveryStore Deliveries => Get<DeliveryStore>();

    public SubscriptionStore Subscriptions => Get<SubscriptionStore>();

    public static async Task<DeliveryWorld> StartAsync(AzuriteFixture azurite, Action<IHostApplicationBuilder>? configure = null)
    {
        var world = new DeliveryWorld(azurite, configure);
        await world.RestartAsync();
        return world;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Another process on the same tables and queues, without faults.</summary>
    public async Task RestartAsync()
    {
        _host?.Dispose();
        Faults.Clear();
        _host = await _azurite.StartAsync(
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
                builder.Services.AddSingleton<HttpPipelinePolicy>(Faults);
                builder.Services.AddSingleton<ILoggerProvider>(Lines);
                _configure?.Invoke(builder);
            },
            _prefix);
    }

    /// <summary>An active subscription.</summary>
    public async Task<StoredSubscription> SubscribeAsync(string target, ChannelType type = ChannelType.Webhook, SubscriptionMatch? match = null, string? id = null, Func<Subscription, Subscription>? terms = null)
    {
        var subscription = new Subscription(
            id ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
            new Channel(type, target, type == ChannelType.Webhook ? Secret : null),
            match ?? new SubscriptionMatch([], [], [], []),
            SubscriptionState.Pending);
        subscription = terms?.Invoke(subscription) ?? subscription;
        await Subscriptions.AddAsync(new StoredSubscription(subscription, Time.GetUtcNow(), Time.GetUtcNow(), 1), CancellationToken.None);
        return (await Subscriptions.ActivateAsync(subscription.Id, Time.GetUtcNow(), CancellationToken.None))!;
    }

    /// <summary>Puts warnings into the outbox as a commit does, and the message that follows it into the queue.</summary>
    public async Task CommitAsync(params Warning[] warnings)
    {
        var row = Outbox.Row("source~0000", warnings[0].Series, warnings[0].Sequence, warnings, Time.GetUtcNow());
        await Get<TableStore>().AddAsync(TableName.State, row, CancellationToken.None);
        await Get<QueueStore>().SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey), CancellationToken.None);
    }

    /// <summary>One delivery, without a fan-out.</summary>
    public async Task<Delivery> DeliverAsync(Warning warning, StoredSubscription to)
    {
        await Get<WarningStore>().RecordAsync(warning, CancellationToken.None);
        var delivery = new Delivery(DeliveryId.Of(warning, to.Id), to.Id, DeliveryKind.Warning, warning.Id, Time.GetUtcNow());
        await Deliveries.AddAsync([delivery], CancellationToken.None);
        return delivery;
    }

    public async Task<Delivery> FindAsync(Delivery delivery) => (await Deliveries.FindAsync(delivery.Shard, delivery.Id, CancellationToken.None))!;

    /// <summary>Handles messages until both queues are empty, as the pump does. A handler that throws ends it, its message stays.</summary>
    public async Task DrainAsync()
    {
        while (await HandleOneAsync(QueueName.Dispatch) || await HandleOneAsync(QueueName.Deliver))
        {
        }
    }

    /// <summary>Everything that is stored about deliveries.</summary>
    public async Task<IReadOnlyList<Delivery>> AllAsync() =>
        [.. (await RowsAsync(TableName.Deliveries)).Where(row => row.RowKey.StartsWith("d|", StringComparison.Ordinal)).Select(Delivery.FromRow)];

    public async Task<IReadOnlyList<TableEntity>> RowsAsync(string table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Get<TableStore>().Table(table).QueryAsync<TableEntity>())
            rows.Add(row);
        return rows;
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> HandleOneAsync(string name)
    {
        var queue = Get<QueueStore>().Queue(name);
        var message = (await queue.ReceiveMessageAsync()).Value;
        if (message is null)
            return false;
        try
        {
            await Get<WorkQueues>().HandleAsync(name, message.Body.ToString(), CancellationToken.None);
        }
        catch
        {
            Faults.Clear();
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero);
            throw;
        }

        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        return true;
    }
}
