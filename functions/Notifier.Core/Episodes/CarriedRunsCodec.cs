using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>The recursions of a series as bytes: name, count, and the numbers bit by bit.</summary>
internal static class CarriedRunsCodec
{
    public static void Write(PackWriter writer, CarriedRuns runs) => writer.List(runs.All, run =>
    {
        writer.Text(run.Key);
        writer.Unsigned((ulong)run.Value.Length);
        foreach (var number in run.Value)
            writer.Bits(number);
    });

    public static CarriedRuns Read(ref PackReader reader)
    {
        var runs = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var left = reader.Count(); left > 0; left--)
        {
            var (name, numbers) = (reader.Text(), new double[reader.Count()]);
            for (var at = 0; at < numbers.Length; at++)
                numbers[at] = reader.Bits();
            runs.Add(name, numbers);
        }

        return runs.Count == 0 ? CarriedRuns.None : new(runs);
    }
}
