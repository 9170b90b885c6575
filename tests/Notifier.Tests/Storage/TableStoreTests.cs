using Azure;
using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Tests.Storage;

public sealed class TableStoreTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Tables_and_queues_are_made_once_and_found_again()
    {
        var storage = await azurite.StorageAsync();

        await storage.Tables.CreateAsync(None);
        await storage.Queues.CreateAsync(None);

        Assert.Equal(2, storage.Meter.Total);
        await storage.Tables.AddAsync(TableName.Audit, new TableEntity("p", "r"), None);
        Assert.NotNull(await storage.Tables.FindAsync(TableName.Audit, "p", "r", None));
    }

    [Fact]
    public async Task A_transaction_is_whole_or_nothing()
    {
        var storage = await azurite.StorageAsync();
        await storage.Tables.AddAsync(TableName.State, new TableEntity("p", "taken"), None);

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => storage.Tables.TransactAsync(TableName.State, [Add("p", "free"), Add("p", "taken")], None));

        Assert.Equal(409, failure.Status);
        Assert.Null(await storage.Tables.FindAsync(TableName.State, "p", "free", None));
    }

    [Fact]
    public async Task Two_partitions_never_reach_the_account()
    {
        var storage = await azurite.StorageAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => storage.Tables.TransactAsync(TableName.State, [Add("p", "1"), Add("q", "1")], None));

        Assert.Equal(0, storage.Meter.Total);
    }

    [Fact]
    public async Task A_stale_ETag_gives_no_ETag_back()
    {
        var storage = await azurite.StorageAsync();
        var first = await storage.Tables.AddAsync(TableName.Rules, new TableEntity("p", "r"), None);
        var second = await storage.Tables.ReplaceAsync(TableName.Rules, new TableEntity("p", "r") { ["v"] = 2 }, first!.Value, None);

        Assert.NotNull(second);
        Assert.Null(await storage.Tables.ReplaceAsync(TableName.Rules, new TableEntity("p", "r") { ["v"] = 3 }, first.Value, None));
        Assert.Null(await storage.Tables.AddAsync(TableName.Rules, new TableEntity("p", "r"), None));
        Assert.Null(await storage.Tables.ReplaceAsync(TableName.Rules, new TableEntity("p", "gone"), first.Value, None));
    }

    [Fact]
    public async Task A_missing_table_is_an_error_and_not_somebody_elses_entity()
    {
        var storage = await azurite.StorageAsync();
        await storage.Tables.Table(TableName.Audit).DeleteAsync(None);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => storage.Tables.AddAsync(TableName.Audit, new TableEntity("p", "r"), None));

        Assert.Equal(404, failure.Status);
    }

    [Fact]
    public async Task An_insert_whose_answer_was_lost_is_recognised_as_its_own()
    {
        var (storage, faults) = await FaultyAsync();
        faults.Plan((call, _) => call == 1 ? StorageFault.AnswerLost : StorageFault.None);

        var etag = await storage.Tables.AddAsync(TableName.State, new TableEntity("p", "r"), None);

        Assert.Equal((await storage.Tables.FindAsync(TableName.State, "p", "r", None))!.ETag, etag);
    }

    [Fact]
    public async Task A_replacement_whose_answer_was_lost_is_recognised_as_its_own()
    {
        var (storage, faults) = await FaultyAsync();
        var first = await storage.Tables.AddAsync(TableName.State, new TableEntity("p", "r"), None);
        faults.Plan((call, _) => call == 1 ? StorageFault.AnswerLost : StorageFault.None);

        var second = await storage.Tables.ReplaceAsync(TableName.State, new TableEntity("p", "r") { ["v"] = 2 }, first!.Value, None);

        var stored = await storage.Tables.FindAsync(TableName.State, "p", "r", None);
        Assert.Equal(stored!.ETag, second);
        Assert.Equal(2, stored.GetInt32("v"));
    }

    [Theory]
    [InlineData(StorageFault.AnswerLost)]
    [InlineData(StorageFault.NeverSent)]
    internal async Task A_transaction_whose_answer_was_lost_is_recognised_as_its_own(StorageFault fault)
    {
        var (storage, faults) = await FaultyAsync();
        var cursor = await storage.Tables.AddAsync(TableName.State, new TableEntity("p", "cursor"), None);
        await storage.Tables.AddAsync(TableName.State, new TableEntity("p", "old"), None);
        faults.Plan((call, _) => call == 1 ? fault : StorageFault.None);

        var etags = await storage.Tables.TransactAsync(
            TableName.State,
            [
                new(TableTransactionActionType.Delete, new TableEntity("p", "old"), ETag.All),
                new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "cursor") { ["n"] = 1 }, cursor!.Value),
                Add("p", "outbox"),
            ],
            None);

        Assert.Equal(default, etags[0]);
        Assert.Equal((await storage.Tables.FindAsync(TableName.State, "p", "cursor", None))!.ETag, etags[1]);
        Assert.Equal((await storage.Tables.FindAsync(TableName.State, "p", "outbox", None))!.ETag, etags[2]);
        Assert.Null(await storage.Tables.FindAsync(TableName.State, "p", "old", None));
    }

    [Fact]
    public async Task A_strangers_write_is_not_taken_for_ones_own()
    {
        var (storage, faults) = await FaultyAsync();
        var first = await storage.Tables.AddAsync(TableName.State, new TableEntity("p", "r"), None);
        await storage.Tables.ReplaceAsync(TableName.State, new TableEntity("p", "r") { ["v"] = "stranger" }, first!.Value, None);
        faults.Plan((call, _) => call == 1 ? StorageFault.AnswerLost : StorageFault.None);

        Assert.Null(await storage.Tables.ReplaceAsync(TableName.State, new TableEntity("p", "r") { ["v"] = "mine" }, first.Value, None));
        Assert.Equal("stranger", (await storage.Tables.FindAsync(TableName.State, "p", "r", None))!.GetString("v"));
    }

    [Fact]
    public async Task The_meter_counts_by_table_and_kind()
    {
        var storage = await azurite.StorageAsync();
        await storage.Tables.TransactAsync(TableName.State, [Add("p", "1"), Add("p", "2")], None);
        await storage.Tables.AddAsync(TableName.Audit, new TableEntity("p", "r"), None);
        await foreach (var entity in storage.Tables.Table(TableName.State).QueryAsync<TableEntity>(row => row.PartitionKey == "p", maxPerPage: 1))
            Assert.Equal("p", entity.PartitionKey);
        await storage.Queues.SendAsync(QueueName.Poll, "source", None);
        await storage.Queues.Queue(QueueName.Poll).ReceiveMessagesAsync(32, cancellationToken: None);

        Assert.Equal(1, storage.Meter.Count(TableName.State, StorageOperation.Transaction));
        Assert.Equal(2, storage.Meter.Count(TableName.State, StorageOperation.Read));
        Assert.Equal(1, storage.Meter.Count(TableName.Audit, StorageOperation.Write));
        Assert.Equal(1, storage.Meter.Count(QueueName.Poll, StorageOperation.Send));
        Assert.Equal(1, storage.Meter.Count(QueueName.Poll, StorageOperation.Receive));
        Assert.Equal(6, storage.Meter.Total);
    }

    private async Task<(TestStorage Storage, StorageFaults Faults)> FaultyAsync()
    {
        var faults = new StorageFaults();
        return (await azurite.StorageAsync(null, faults), faults);
    }

    private static TableTransactionAction Add(string partition, string row) => new(TableTransactionActionType.Add, new TableEntity(partition, row));
}
