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
        var failures = new List<Exception>();
        foreach (var source in await sources.ListAsync(cancellation))
        {
            try
            {
                if (kinds.Find(source.Definition.Kind) is { } kind && kind.BringsEntriesBy(source.Definition) == policies)
                    await AskAsync(source, now, cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                // The sources behind it are asked all the same.
                failures.Add(new InvalidOperationException($"source '{source.Definition.Id}' could not be judged due or not", failure));
            }
        }

        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    private async Task AskAsync(StoredSource source, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = source.Definition.Id;
        // What was learnt of another definition, or by a clock that has been set back since, says nothing.
        var known = _known.GetValueOrDefault(id) is { } learnt && learnt.Version == source.ETag && learnt.At <= now ? learnt : null;
        if (known?.Due > now)
            return;
        var record = await polls.ReadAsync(id, cancellation);
        var due = PollDue.At(source, record, now);
        var waiting = known?.Asked is { } asked && !(record.LastAttempt >= asked) && now - asked < Patience;
        if (due <= now && !waiting)
            await queues.SendAsync(QueueName.Poll, QueueMessages.Poll(id), cancellation);
        _known[id] = new Known(source.ETag, now, due, due > now ? null : waiting ? known!.Asked : now);
    }

    /// <param name="Version">ETag of the definition.</param>
    /// <param name="At">When this was learnt.</param>
    /// <param name="Asked">When a message was sent that no poll has answered yet.</param>
    private sealed record Known(string Version, DateTimeOffset At, DateTimeOffset Due, DateTimeOffset? Asked);
}
