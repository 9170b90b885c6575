using Notifier.Core.Entries;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>How well copies in other words are recognised: two measures are never taken for one, some copies are missed.</summary>
public sealed class MeasurePairsTests
{
    // Of twenty; those without a number, a full name or the title in their text are told once more.
    private const int Recognised = 15;

    [Fact]
    public void No_two_measures_are_taken_for_one() =>
        Assert.Empty(MeasurePairs.All.Where(pair => !pair.AreOne && AreOne(pair)).Select(pair => pair.Other));

    [Fact]
    public void Most_copies_are_recognised()
    {
        var missed = MeasurePairs.All.Where(pair => pair.AreOne && !AreOne(pair)).Select(pair => pair.Other).ToList();

        Assert.True(20 - missed.Count >= Recognised, string.Join('\n', missed));
        Assert.Equal((20, 20), (MeasurePairs.All.Count(pair => pair.AreOne), MeasurePairs.All.Count(pair => !pair.AreOne)));
    }

    [Fact]
    public void Nor_where_the_press_comes_first() =>
        Assert.Empty(MeasurePairs.All.Where(pair => !pair.AreOne && MeasureBook.AreOne(Second(pair, "2026-06-01"), First(pair, "2026-06-02"))).Select(pair => pair.Other));

    private static bool AreOne(MeasurePairs.Pair pair) => MeasureBook.AreOne(First(pair, "2026-06-01"), Second(pair, "2026-06-03"));

    private static Entry First(MeasurePairs.Pair pair, string day) =>
        MeasureBook.Entry("ministry", "1", pair.Title, day, pair.Text, Agency(pair), null, pair.Title[0] < 128 && !pair.Title.StartsWith("Reg", StringComparison.Ordinal) ? ["Rule"] : []);

    private static Entry Second(MeasurePairs.Pair pair, string day) => MeasureBook.Entry("press", "2", pair.Other, day, pair.OtherText, null);

    private static string Agency(MeasurePairs.Pair pair) => pair.Title[0] < 128 ? "Federal Register" : pair.Title.Contains("商务部", StringComparison.Ordinal) ? "商务部" : "工业和信息化部";
}
