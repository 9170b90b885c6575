using Notifier.Core.Observations;
using Notifier.Hosting;

namespace Notifier.Tests.Hosting;

public sealed class QueueMessagesTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var tick = Period.Parse("2021-01-02T00:05:00Z");

        Assert.Equal(("gfex", 7, null), QueueMessages.ReadEvaluate(QueueMessages.Evaluate("gfex", 7)));
        Assert.Equal(("gfex", 7, tick), QueueMessages.ReadEvaluate(QueueMessages.Evaluate("gfex", 7, tick)));
        Assert.Equal(("gfex~0007", -1, "outbox|lithium|000000000012"), QueueMessages.ReadDispatch(QueueMessages.Dispatch("gfex~0007", -1, "outbox|lithium|000000000012")));
    }

    /// <summary>The form of one id is the one that older versions wrote: their messages are still read.</summary>
    [Theory]
    [InlineData("255|00ff", "00ff")]
    [InlineData("255|00ff,01ff,02ff", "00ff", "01ff", "02ff")]
    public void Deliveries_of_a_shard_go_together(string message, params string[] ids)
    {
        Assert.Equal(message, QueueMessages.Deliver(255, ids));
        var (shard, read) = QueueMessages.ReadDeliver(message);
        Assert.Equal(255, shard);
        Assert.Equal(ids, read);
    }

    [Fact]
    public void The_largest_list_fits_into_a_message()
    {
        var ids = Enumerable.Range(0, QueueMessages.LargestDelivery).Select(number => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture));

        Assert.InRange(QueueMessages.Deliver(255, [.. ids]).Length, 1, 48 * 1024);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gfex")]
    [InlineData("gfex|x")]
    [InlineData("gfex|1|not a time")]
    [InlineData("gfex|1|2021-01-02|more")]
    public void Another_text_is_refused(string message) => Assert.Throws<FormatException>(() => QueueMessages.ReadEvaluate(message));
}
