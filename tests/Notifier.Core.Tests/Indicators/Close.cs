namespace Notifier.Core.Tests.Indicators;

/// <summary>Numbers computed in two ways: equal within a share of the larger of 1 and their size, and undefined together.</summary>
internal static class Close
{
    public static void Assert(double? expected, double? actual, string place, double tolerance = 1e-9)
    {
        var (wanted, got) = (expected ?? double.NaN, actual ?? double.NaN);
        Xunit.Assert.True(
            double.IsNaN(wanted) ? double.IsNaN(got) : Math.Abs(got - wanted) <= tolerance * Math.Max(1, Math.Abs(wanted)),
            $"{place}: expected {wanted:R}, got {got:R}");
    }
}
