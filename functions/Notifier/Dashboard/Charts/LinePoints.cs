using System.Globalization;
using System.Text;
using Notifier.Core.Observations;

namespace Notifier.Dashboard.Charts;

/// <summary>Observations as the points of a polyline, thinned to what can be seen: first, lowest, highest and last of each slice.</summary>
internal static class LinePoints
{
    public static IReadOnlyList<Observation> Thin(IReadOnlyList<Observation> points, int slices)
    {
        if (points.Count <= slices * 4)
            return points;
        var kept = new List<Observation>(slices * 4);
        for (var slice = 0; slice < slices; slice++)
        {
            var (from, to) = ((int)((long)points.Count * slice / slices), (int)((long)points.Count * (slice + 1) / slices));
            int[] wanted = [from, Extreme(points, from, to, -1), Extreme(points, from, to, +1), to - 1];
            kept.AddRange(wanted.Distinct().Order().Select(index => points[index]));
        }

        return kept;
    }

    public static string Text(IEnumerable<(double X, double Y)> places)
    {
        var text = new StringBuilder();
        foreach (var (x, y) in places)
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : " ")}{x:0.#},{y:0.#}");
        return text.ToString();
    }

    private static int Extreme(IReadOnlyList<Observation> points, int from, int to, int sign)
    {
        var best = from;
        for (var index = from + 1; index < to; index++)
        {
            if (sign * points[index].Value > sign * points[best].Value)
                best = index;
        }

        return best;
    }
}
