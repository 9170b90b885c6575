using Notifier.Core.Deliveries;

namespace Notifier.Core.Tests.Deliveries;

public sealed class FailingSpellTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Hours after the first failure at which others come; the channel goes off at the last of them, or never.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(false, 1, 2, 3)]
    [InlineData(false, 12, 48, 119)]
    [InlineData(true, 12, 48, 120)]
    [InlineData(true, 24, 120)]
    [InlineData(false, 11, 120)]
    [InlineData(false, 25, 120)]
    [InlineData(false, 168, 336, 504)]
    [InlineData(true, 168, 182, 300)]
    public void Nothing_but_failures_for_five_days_switches_a_channel_off(bool off, params int[] hours)
    {
        var spell = FailingSpell.After(null, Start);
        var times = hours.Select(hour => Start.AddHours(hour)).ToList();

        Assert.False(spell.IsOver(Start));
        foreach (var time in times)
        {
            spell = FailingSpell.After(spell, time);
            Assert.Equal(off && time == times[^1], spell.IsOver(time));
        }
    }

    [Fact]
    public void A_failing_channel_is_written_down_twice_not_at_each_failure()
    {
        FailingSpell? spell = null;
        var writes = 0;
        for (var minute = 0; minute < 5 * 24 * 60; minute += 10)
        {
            var next = FailingSpell.After(spell, Start.AddMinutes(minute));
            writes += ReferenceEquals(next, spell) ? 0 : 1;
            spell = next;
        }

        Assert.Equal(2, writes);
    }
}
