using System.Globalization;
using Notifier.Core.Observations;
using Notifier.Core.Backtesting.Scoring;

namespace Notifier.Core.Tests.Backtesting.Scoring;

public sealed class SurgeEventsTests
{
    private const string Expected = "reference/events/expected_surge_events.csv";

    [Fact]
    public void Surges_of_daily_series_equal_the_reference_row_for_row() => AssertEqual("daily_med5", DailyRows());

    [Fact]
    public void Surges_of_monthly_series_equal_the_reference_row_for_row() => AssertEqual("monthly", MonthlyRows());

    [Fact]
    public void The_daily_panel_has_47_series_and_47_doublings()
    {
        Assert.Equal(47, SharedPanel.DailyFiles().Count());
        Assert.Equal(47, DailyRows().Count(row => row.Contains(",2,", StringComparison.Ordinal)));
    }

    /// <summary>The reference lists the surges of some series; of those it lists all.</summary>
    private static void AssertEqual(string panel, IEnumerable<string> actual)
    {
        var expected = File.ReadLines(SharedData.PathOf(Expected)).Select(line => line.Split(',')).Where(row => row[0] == panel)
            .Select(row => string.Join(',', row.Skip(panel == "monthly" ? 1 : 2))).ToList();
        var listed = expected.Select(row => row.Split(',')[0]).ToHashSet();

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Where(row => listed.Contains(row.Split(',')[0])).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> DailyRows() =>
        from file in SharedPanel.DailyFiles()
        from factor in (double[])[2, 3]
        from surge in SurgeEvents.Find(PriceFile.Read($"prices/{file}"), Frequency.Daily, factor)
        select Row(file.Replace("cn_futures_daily/", "sina_cn_futures_daily/", StringComparison.Ordinal), surge);

    private static IEnumerable<string> MonthlyRows() =>
        from column in SharedPanel.PinkSheet()
        from factor in (double[])[2, 3]
        from surge in SurgeEvents.Find(column.History, Frequency.Monthly, factor)
        select Row($"wb_{column.Name},monthly/worldbank_pinksheet_2026-05.csv", surge);

    private static string Row(string file, SurgeEvent surge) => string.Create(
        CultureInfo.InvariantCulture,
        $"{file},{surge.Factor},{Place(surge.Trough)},{Place(surge.Mark)},{Place(surge.Peak)},{surge.Ongoing}");

    private static string Place(Observation at) => string.Create(CultureInfo.InvariantCulture, $"{at.Period},{at.Value}");
}
