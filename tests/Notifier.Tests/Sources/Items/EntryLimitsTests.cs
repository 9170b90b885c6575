using Notifier.Sources.Items;

namespace Notifier.Tests.Sources.Items;

/// <summary>What is kept of a stranger's texts, and on which day they were published.</summary>
public sealed class EntryLimitsTests
{
    [Theory]
    [InlineData("2026-09-11", "2026-09-11")]
    [InlineData("2026年9月11日", "2026-09-11")]
    [InlineData("20260911", "2026-09-11")]
    [InlineData("2026-09-11 00:00:00", "2026-09-10T16:00:00Z")]
    [InlineData("Fri, 11 Sep 2026 00:00:00 +0200", "2026-09-10T22:00:00Z")]
    [InlineData("1789000000", "2026-09-10T00:26:40Z")]
    [InlineData("公告 2026-09-11", "2026-09-11")]
    [InlineData("公告 2026-09-11 10:30", "2026-09-11T02:30:00Z")]
    public void A_text_without_a_time_is_a_day(string written, string published) =>
        Assert.Equal(published, ItemDate.Read(written, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).ToString());

    [Fact]
    public void Long_ids_stay_apart()
    {
        var (one, other) = (new string('a', 2_000) + "1", new string('a', 2_000) + "2");

        Assert.NotEqual(EntryLimits.ShortId(one), EntryLimits.ShortId(other));
        Assert.InRange(EntryLimits.ShortId(one).Length, 900, 1_000);
    }
}
