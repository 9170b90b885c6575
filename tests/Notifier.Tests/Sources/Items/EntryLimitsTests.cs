using System.Globalization;
using Notifier.Sources.Items;

namespace Notifier.Tests.Sources.Items;

/// <summary>What is kept of a stranger's texts, and on which day they were published.</summary>
public sealed class EntryLimitsTests
{
    [Theory]
    [InlineData("2026-09-11T00:00:00+08:00", "2026-09-11")]
    [InlineData("2026-09-11T00:00:00Z", "2026-09-11")]
    [InlineData("2026-09-11T08:30:00+08:00", "2026-09-11T00:30:00Z")]
    public void Midnight_by_its_own_clock_is_a_day(string written, string published) =>
        Assert.Equal(published, EntryLimits.Published(DateTimeOffset.Parse(written, CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void Long_ids_stay_apart_and_texts_are_cut_between_characters()
    {
        var (one, other) = (new string('a', 2_000) + "1", new string('a', 2_000) + "2");

        Assert.NotEqual(EntryLimits.ShortId(one), EntryLimits.ShortId(other));
        Assert.InRange(EntryLimits.ShortId(one).Length, 900, 1_000);
        Assert.Equal("ab", EntryLimits.Cut("ab🔋", 3));
    }
}
