using System.Globalization;
using Notifier.Core.Entries;

namespace Notifier.Core.Tests.Entries;

/// <summary>The dates that the tests of other feed parsers hold, and those of Chinese ministries: a wrong one is worse than none.</summary>
public sealed class DateConformanceTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    public void No_date_of_the_corpus_is_read_wrongly_in_any_culture(string culture)
    {
        var rows = Rows("feeds/dates/dates.tsv");
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        var answers = rows.Select(row => (Expected: row[1], Read: Utc(row[0], TimeZoneInfo.Utc), Text: row[0])).ToList();

        Assert.DoesNotContain(answers, answer => answer.Expected is "NULL" or ['1' or '2', ..] && answer.Read is not null && answer.Read != answer.Expected);
        var readable = answers.Where(answer => answer.Expected is "ANY" or ['1' or '2', ..]).ToList();
        Assert.InRange((double)readable.Count(answer => answer.Read is not null) / readable.Count, 0.95, 1);
    }

    [Fact]
    public void No_date_of_a_chinese_page_is_read_wrongly()
    {
        foreach (var row in Rows("feeds/dates/dates-zh.tsv"))
        {
            var local = DateText.Parse(row[0], Shanghai) is { } date ? TimeZoneInfo.ConvertTime(date, Shanghai).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : null;
            // Without a year, and relative to now, it needs the time of the visit: it is no date here.
            var isWhole = row[1].StartsWith("20", StringComparison.Ordinal);

            Assert.True(isWhole ? local is not null && local.StartsWith(row[1], StringComparison.Ordinal) : local is null, $"{row[0]}: {local}");
        }
    }

    private static List<string[]> Rows(string path) =>
        [.. SharedData.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split('\t'))];

    private static string? Utc(string text, TimeZoneInfo zone) =>
        DateText.Parse(text, zone)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
