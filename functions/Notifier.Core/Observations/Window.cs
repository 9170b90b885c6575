namespace Notifier.Core.Observations;

/// <summary>
/// How far back an indicator looks: calendar time <c>(t − w, t]</c>, a number of observations, or everything.
/// On weekly or coarser series calendar time counts whole periods (90d = 3 months, 365d = 12).
/// </summary>
public readonly record struct Window
{
    private Window(WindowKind kind, TimeSpan duration, int count) => (Kind, Duration, Count) = (kind, duration, count);

    public WindowKind Kind { get; }

    /// <summary>Set where <see cref="Kind"/> is <see cref="WindowKind.Duration"/>.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Set where <see cref="Kind"/> is <see cref="WindowKind.Count"/>; the newest observation counts as the first.</summary>
    public int Count { get; }

    public static Window All { get; } = new(WindowKind.All, default, 0);

    public static Window Of(TimeSpan duration) => duration > TimeSpan.Zero
        ? new(WindowKind.Duration, duration, 0)
        : throw new ArgumentOutOfRangeException(nameof(duration), duration, "a window is longer than nothing");

    public static Window OfCount(int count) => count > 0
        ? new(WindowKind.Count, default, count)
        : throw new ArgumentOutOfRangeException(nameof(count), count, "a window holds at least one observation");

    /// <summary>As written in a rule: <c>365d</c>, <c>52</c>, <c>all</c>.</summary>
    public override string ToString() => Kind switch
    {
        WindowKind.All => "all",
        WindowKind.Count => Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => DurationText.Format(Duration),
    };
}

public enum WindowKind
{
    Duration,
    Count,
    All,
}
