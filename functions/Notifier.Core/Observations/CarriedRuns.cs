namespace Notifier.Core.Observations;

/// <summary>
/// Where the recursions over a series stood when its oldest observations were let go, each as a few numbers under its name, so that
/// they go on as if nothing had gone.
/// </summary>
public sealed class CarriedRuns(IEnumerable<KeyValuePair<string, double[]>> runs) : IEquatable<CarriedRuns>
{
    private readonly SortedList<string, double[]> _runs = new(runs.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    public static CarriedRuns None { get; } = new([]);

    /// <summary>In the order of their names.</summary>
    internal IReadOnlyList<KeyValuePair<string, double[]>> All => [.. _runs];

    /// <summary>The most bytes that they take in a packed state.</summary>
    internal int Bytes => _runs.Sum(run => (4 * run.Key.Length) + (sizeof(double) * run.Value.Length) + 8);

    internal double[]? Find(string name) => _runs.GetValueOrDefault(name);

    public bool Equals(CarriedRuns? other) => other is not null && _runs.Count == other._runs.Count
        && _runs.All(run => other.Find(run.Key) is { } numbers && numbers.AsSpan().SequenceEqual(run.Value));

    public override bool Equals(object? obj) => Equals(obj as CarriedRuns);

    public override int GetHashCode() => _runs.Count;
}
