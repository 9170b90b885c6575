using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;

namespace Notifier.Tests.Deliveries.Holds;

/// <summary>In the place of e-mail: keeps what it is handed, so that a test reads what people were told, when, and in how many messages.</summary>
internal sealed class RecordingChannel : IChannel
{
    private readonly ConcurrentQueue<ChannelMessage> _messages = new();

    public ChannelType Type => ChannelType.Email;

    /// <summary>What the next attempts come to.</summary>
    public AttemptOutcome Outcome { get; set; } = AttemptOutcome.Sent();

    public Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation)
    {
        _messages.Enqueue(message);
        return Task.FromResult(Outcome);
    }

    public IReadOnlyList<ChannelMessage> To(string subscription) => [.. _messages.Where(message => message.Subscription.Id == subscription)];

    /// <summary>Each message as text: <c>series kind</c>, or <c>Reason: series kind kind; series kind</c> with a line for each episode.</summary>
    public IReadOnlyList<string> Told(string subscription) => [.. To(subscription).Select(Text)];

    public void UseIn(IHostApplicationBuilder builder)
    {
        builder.Services.RemoveAll<IChannel>();
        builder.Services.AddSingleton<IChannel>(this);
    }

    private static string Text(ChannelMessage message) => message.Summary is { } summary
        ? $"{summary.Reason}: {string.Join("; ", summary.Lines.Select(Text).Order(StringComparer.Ordinal))}"
        : $"{message.Warning!.Warning.Series} {message.Warning.Warning.Kind.Word()}";

    private static string Text(EpisodeLine line) => $"{line.Last.Series} {string.Join(' ', line.Warnings.Select(warning => warning.Kind.Word()))}";
}
