namespace Notifier.Core.Warnings.Mutes;

/// <summary>A time-boxed mute. What it covers is recorded and not told; when it ends, what is left to tell is told (<see cref="Unmuting"/>).</summary>
/// <param name="Id">32 hexadecimal digits; a later one sorts first.</param>
/// <param name="Ends">The first instant at which it holds no more.</param>
/// <param name="Author">Who answers for it.</param>
public sealed record Silence(
    string Id, MuteMatch Match, DateTimeOffset Starts, DateTimeOffset Ends, string Author, string Comment, DateTimeOffset Created)
{
    /// <summary>Longer is no silence but a rule that nobody wants.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>How far ahead one may be planned.</summary>
    public static readonly TimeSpan FurthestStart = TimeSpan.FromDays(365);

    /// <summary>How long an expired one is kept as a record.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public SilenceState StateAt(DateTimeOffset now) =>
        now >= Ends ? SilenceState.Expired : now < Starts ? SilenceState.Pending : SilenceState.Active;

    public bool Covers(MuteSubject subject, DateTimeOffset now) => StateAt(now) == SilenceState.Active && Match.Matches(subject);
}

public enum SilenceState
{
    /// <summary>Begins later.</summary>
    Pending,
    Active,
    /// <summary>Over, by time or because somebody ended it.</summary>
    Expired,
}
