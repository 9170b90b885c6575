using System.Collections.Concurrent;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;

namespace Notifier.Tests.Deliveries;

/// <summary>A channel that takes many messages with one request, and keeps what came.</summary>
internal sealed class BatchRecorder(int largest = 1_000) : IBatchChannel
{
    private readonly ConcurrentQueue<IReadOnlyList<ChannelMessage>> _batches = new();

    public ChannelType Type => ChannelType.Email;

    public int LargestBatch => largest;

    /// <summary>What becomes of a batch; by default all are sent.</summary>
    public Func<IReadOnlyList<ChannelMessage>, IReadOnlyList<AttemptOutcome>> Answer { get; set; } = batch => [.. batch.Select(_ => AttemptOutcome.Sent(202))];

    public IReadOnlyList<IReadOnlyList<ChannelMessage>> Batches => [.. _batches];

    public IReadOnlyList<string> Ids => [.. _batches.SelectMany(batch => batch).Select(message => message.DeliveryId)];

    /// <summary>One language a request, as a mail service wants it; what opens a subscription goes alone.</summary>
    public object? BatchKey(ChannelMessage message) => message.Warning is { } warning ? (warning.Warning.Id, message.Subscription.Language) : null;

    public async Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation) => (await SendAsync([message], cancellation))[0];

    public Task<IReadOnlyList<AttemptOutcome>> SendAsync(IReadOnlyList<ChannelMessage> batch, CancellationToken cancellation)
    {
        _batches.Enqueue(batch);
        return Task.FromResult(Answer(batch));
    }
}
