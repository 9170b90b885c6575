using System.Collections.Concurrent;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Sources.Polling;

/// <summary>Run every minute: sends a <c>poll</c> message for each source that is due.</summary>
internal sealed class PollTimer(SourceStore sources, SourceKinds kinds, PollStore polls, QueueStore queues, TimeProvider time)
{
    /// <summary>A message that nobody handled for this long is sent again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Only spares reads: forgotten at a restart, it is learnt again.
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <param name="policies">True for the sources of entries, false for those of observations.</param>
    public async Task RunAsync(bool policies, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var source in await sources.ListAsync(cancellation))
        {
            if (kinds.Find(source.Definition.Kind) is { } kind && kind.BringsEntries == policies)
                await AskAsync(source, now, cancellation);
        }
    }

    private async Task AskAsync(StoredSource source, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = source.Definition.Id;
        var known = _known.GetValueOrDefault(id);
        if (known?.Version == source.ETag && known.Due > now)
            return;
        var record = await polls.ReadAsync(id, cancellation);
        var due = PollDue.At(source, record);
        var waiting = known?.Version == source.ETag && known.Asked is { } asked && !(record.LastAttempt >= asked) && now - asked < Patience;
        if (due <= now && !waiting)
            await queues.SendAsync(QueueName.Poll, QueueMessages.Poll(id), cancellation);
        _known[id] = new Known(source.ETag, due, due > now ? null : waiting ? known!.Asked : now);
    }

    /// <param name="Version">ETag of the definition.</param>
    /// <param name="Asked">When a message was sent that no poll has answered yet.</param>
    private sealed record Known(string Version, DateTimeOffset Due, DateTimeOffset? Asked);
}
