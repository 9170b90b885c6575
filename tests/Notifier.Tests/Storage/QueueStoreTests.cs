using Notifier.Storage;

namespace Notifier.Tests.Storage;

public sealed class QueueStoreTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_message_never_expires_and_is_base64_as_the_Functions_host_expects()
    {
        var storage = await azurite.StorageAsync();
        await storage.Queues.SendAsync(QueueName.Deliver, "17|锂", CancellationToken.None);

        var received = await storage.Queues.Queue(QueueName.Deliver).ReceiveMessageAsync();
        var raw = new Azure.Storage.Queues.QueueClient(
            azurite.ConnectionString,
            storage.Prefix + QueueName.Deliver,
            new(Azure.Storage.Queues.QueueClientOptions.ServiceVersion.V2024_11_04));
        await storage.Queues.SendAsync(QueueName.Deliver, "next", CancellationToken.None);
        var text = (await raw.ReceiveMessageAsync()).Value.MessageText;

        Assert.Equal("17|锂", received.Value.Body.ToString());
        Assert.True(received.Value.ExpiresOn > DateTimeOffset.UtcNow.AddYears(100));
        Assert.Equal("bmV4dA==", text);
    }

    /// <summary>The protocol knows whole seconds only; whoever puts something off until a time must not be asked before it.</summary>
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "1")]
    [InlineData(1_000, "1")]
    [InlineData(5_001, "6")]
    [InlineData(5_999, "6")]
    public async Task A_delay_is_never_cut_short(int milliseconds, string? seconds)
    {
        var faults = new StorageFaults();
        var storage = await azurite.StorageAsync(null, faults);
        string? sent = null;
        faults.Plan((_, request) =>
        {
            sent = request.Uri.Query;
            return StorageFault.None;
        });

        await storage.Queues.SendAsync(QueueName.Deliver, "x", TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None);

        Assert.Equal(seconds, System.Web.HttpUtility.ParseQueryString(sent!)["visibilitytimeout"]);
    }

    [Fact]
    public async Task Sending_is_told_to_the_pump_of_the_same_process()
    {
        var storage = await azurite.StorageAsync();
        var told = new List<string>();
        storage.Queues.Sent += told.Add;

        await storage.Queues.SendAsync(QueueName.Dispatch, "x", CancellationToken.None);

        Assert.Equal([QueueName.Dispatch], told);
    }
}
