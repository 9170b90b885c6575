using System.Collections.Concurrent;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;

namespace Notifier.Tests.Deliveries;

/// <summary>A channel that answers as a test says, and keeps what it was given.</summary>
internal sealed class ScriptedChannel(ChannelType type, bool knowsRepeats = true) : IChannel
{
    private readonly ConcurrentQueue<ChannelMessage> _messages = new();

    public ChannelType Type => type;

    public bool KnowsRepeats => knowsRepeats;

    public AttemptOutcome Outcome { get; set; } = AttemptOutcome.Sent(202);

    public IReadOnlyList<ChannelMessage> Messages => [.. _messages];

    public IReadOnlyList<string> Sent => [.. _messages.Select(message => message.DeliveryId)];

    public Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation)
    {
        _messages.Enqueue(message);
        return Task.FromResult(Outcome);
    }
}
