using System.Collections.Concurrent;

namespace Notifier.Deliveries.Chat;

/// <summary>How often a bot may be written to.</summary>
/// <param name="Burst">So many at once.</param>
/// <param name="Each">One more after each such time.</param>
internal sealed record ChatPace(int Burst, TimeSpan Each);

/// <summary>
/// Keeps each bot within its pace, in this process: a message waits for its turn for a short while, or is put off, each to a
/// later time than the one before it. Who writes to one bot from several processes meets the chat's own limit, which is a
/// failure that passes.
/// </summary>
internal sealed class ChatPacing(TimeProvider clock)
{
    /// <summary>Well within a delivery's lease and a webhook's time.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    // Bots that nobody writes to any more are forgotten when there are so many.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <returns>Null when it is this message's turn; else after what time to try again.</returns>
    public async Task<TimeSpan?> WaitAsync(string bot, ChatPace pace, CancellationToken cancellation)
    {
        Forget();
        var (wait, later) = _turns.GetOrAdd(bot, static _ => new Turn()).Take(clock.GetUtcNow(), pace);
        if (later is not null)
            return later;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, cancellation);
        return null;
    }

    private void Forget()
    {
        if (_turns.Count < Most)
            return;
        var now = clock.GetUtcNow();
        foreach (var (bot, turn) in _turns)
        {
            if (turn.IsOver(now))
                _turns.TryRemove(bot, out _);
        }
    }

    /// <summary>The generic cell rate algorithm: when the bucket would be full again says all there is to know.</summary>
    private sealed class Turn
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _full;
        private DateTimeOffset _later;

        public (TimeSpan Wait, TimeSpan? Later) Take(DateTimeOffset now, ChatPace pace)
        {
            lock (_lock)
            {
                var full = _full > now ? _full : now;
                var wait = full + pace.Each - pace.Burst * pace.Each - now;
                if (wait > LongestWait)
                {
                    _later = (_later > now + wait ? _later : now + wait) + pace.Each;
                    return (default, _later - now);
                }

                _full = full + pace.Each;
                return (wait, null);
            }
        }

        public bool IsOver(DateTimeOffset now)
        {
            lock (_lock)
                return _full <= now && _later <= now;
        }
    }
}
