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
        Assert.Equal((255, "00ff"), QueueMessages.ReadDeliver(QueueMessages.Deliver(255, "00ff")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gfex")]
    [InlineData("gfex|x")]
    [InlineData("gfex|1|not a time")]
    [InlineData("gfex|1|2021-01-02|more")]
    public void Another_text_is_refused(string message) => Assert.Throws<FormatException>(() => QueueMessages.ReadEvaluate(message));
}
