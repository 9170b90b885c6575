using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Core.Rules;

/// <summary>The value of <c>for</c> and <c>keepFiringFor</c>: a number of observations or a duration on period dates.</summary>
public readonly record struct Persistence
{
    private Persistence(int? count, TimeSpan duration) => (Count, Duration) = (count, duration);

    /// <summary>Set where it counts observations.</summary>
    public int? Count { get; }

    /// <summary>Set where <see cref="Count"/> is null.</summary>
    public TimeSpan Duration { get; }

    public static Persistence OfCount(int count) => new(count, default);

    public static Persistence Of(TimeSpan duration) => new(null, duration);

    public override string ToString() => Count?.ToString(CultureInfo.InvariantCulture) ?? DurationText.Format(Duration);
}
