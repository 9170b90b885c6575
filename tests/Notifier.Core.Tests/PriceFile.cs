using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests;

/// <summary>Reads the comma-separated files of the shared data: date first, value second.</summary>
internal static class PriceFile
{
    public static History Read(string path) => new(Rows(path).Select(row => new Observation(Period.Parse(row[0]), Number(row[1])!.Value)));

    public static IEnumerable<string[]> Rows(string path) =>
        File.ReadLines(SharedData.PathOf(path)).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));

    public static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
