using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Episodes;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Episodes;

public sealed class OutboxTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task Warnings_come_back_as_they_were_whatever_they_take(int count)
    {
        var storage = await azurite.StorageAsync();
        var warnings = Enumerable.Range(0, count).Select(Sample).ToList();
        var row = Outbox.Row("gfex~0003", "lithium", 12, warnings, new DateTimeOffset(2021, 1, 8, 8, 0, 0, TimeSpan.Zero));

        await storage.Tables.AddAsync(TableName.State, row, CancellationToken.None);
        var stored = await storage.Tables.FindAsync(TableName.State, "gfex~0003", "outbox|lithium|000000000012", CancellationToken.None);

        Assert.Equal(WarningJson.WriteAll(warnings), WarningJson.WriteAll(Outbox.Warnings(stored!)));
        Assert.Equal(new DateTimeOffset(2021, 1, 8, 8, 0, 0, TimeSpan.Zero), stored!.GetDateTimeOffset(Outbox.Recorded));
    }

    [Fact]
    public void The_range_of_a_source_holds_its_partitions_and_no_other_sources()
    {
        string[] keys = ["abc", "abc-d~0000", "abc0~0001", "abc~0000", "abc~9999", "abc~entries", "abcd~0000"];

        var within = keys.Where(key => string.CompareOrdinal(key, StateKeys.From("abc")) >= 0 && string.CompareOrdinal(key, StateKeys.To("abc")) < 0);

        Assert.Equal(["abc~0000", "abc~9999", "abc~entries"], within);
        Assert.Equal(9999, StateKeys.Shard("abc~9999"));
    }

    private static Warning Sample(int number) => new(
        $"{number:x32}", new string('e', 32), number, "surge", "碳酸锂 <暴涨>", "lithium", TransitionKind.Opened, Severity.Minor, Severity.Minor,
        Period.Parse("2021-01-08"), 60_000.5, "CNY/t", new string('理', 100), null,
        new WarningInputs("v", [], []), [], ["battery"], []);
}
