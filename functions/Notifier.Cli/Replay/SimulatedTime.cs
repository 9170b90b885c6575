namespace Notifier.Cli.Replay;

/// <summary>
/// The clock of a replay: dates are those of the history and move only when told to. Timers and timestamps stay real, because
/// they measure waiting (an HTTP timeout, a retry of a request), not dates.
/// </summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private long _utcTicks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);

    /// <summary>Time never runs backwards: an earlier instant changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        if (instant.UtcTicks > Interlocked.Read(ref _utcTicks))
            Interlocked.Exchange(ref _utcTicks, instant.UtcTicks);
    }
}
