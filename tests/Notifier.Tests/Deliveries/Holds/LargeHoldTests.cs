using System.Globalization;
using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;
using Notifier.Deliveries.Holds;
using Notifier.Storage;

namespace Notifier.Tests.Deliveries.Holds;

/// <summary>More members than a transaction has actions, and more than a row has room for.</summary>
public sealed class LargeHoldTests(HoldWorld held) : IClassFixture<HoldWorld>
{
    [Fact]
    public async Task A_digest_of_more_members_than_a_transaction_is_one_message_and_all_are_marked()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Daily);
        await HoldAsync(test, 250, await RecordAsync(test));

        await test.SweepAsync("1 08:00");

        Assert.Equal(["DailyDigest: lithium opened"], test.Told);
        var deliveries = await test.DeliveriesAsync();
        var digest = deliveries.Single(delivery => delivery.Kind == DeliveryKind.Summary);
        Assert.Equal(250, digest.Members.Count);
        Assert.Equal(250, deliveries.Count(delivery => delivery.State == DeliveryState.Summarised && delivery.Summary == digest.Id));
        Assert.Empty(await test.RowsAsync());
    }

    [Fact]
    public async Task A_hold_that_is_full_is_released_at_once_and_the_next_begins()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Daily);
        await HoldAsync(test, Hold.Most - 1, await RecordAsync(test));
        await test.CommitAsync("0 09:00", 2, TransitionKind.Escalated);
        await test.CommitAsync("0 09:01", 3, TransitionKind.Escalated);
        await test.CommitAsync("0 09:02", 4, TransitionKind.Escalated);
        await test.SweepAsync("0 09:03");
        Assert.Equal(["DailyDigest: lithium opened escalated"], test.Told);

        await test.SweepAsync("1 08:00");

        Assert.Equal(["DailyDigest: lithium opened escalated", "DailyDigest: lithium escalated escalated"], test.Told);
        Assert.Equal(Hold.Most + 4, (await test.DeliveriesAsync()).Count(delivery => delivery.State != DeliveryState.Held));
        Assert.Empty(await test.RowsAsync());
    }

    [Fact]
    public async Task Many_groups_of_one_hold_are_each_a_message()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate);
        var warnings = Enumerable.Range(1, 60).Select(number => test.Warning(1, TransitionKind.Opened, series: $"series-{number}") with { Rule = $"rule-{number}" }).ToList();
        foreach (var warning in warnings)
            await held.World.Get<WarningStore>().RecordAsync(warning, CancellationToken.None);
        await HoldAsync(test, SummaryReason.Group, [.. warnings.Select(warning => new HoldMember(DeliveryId.Of(warning, test.To.Id), warning.Id))]);

        await test.SweepAsync("1 09:00");

        Assert.Equal(60, test.Told.Distinct().Count());
        Assert.Equal(60, test.Told.Count);
        Assert.Empty(await test.RowsAsync());
    }

    [Fact]
    public async Task What_was_erased_meanwhile_does_not_keep_the_rest_from_being_told()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Daily);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 10:00", 2, TransitionKind.Escalated);
        var erased = (await test.DeliveriesAsync())[0];
        await held.World.Get<TableStore>().Table(TableName.Deliveries).DeleteEntityAsync(DeliveryKeys.Partition(erased.Shard), DeliveryKeys.RecordRow(erased.Id));

        await test.SweepAsync("1 08:00");

        Assert.Single(test.Told);
        Assert.Empty(await test.RowsAsync());
    }

    private static async Task<string> RecordAsync(HoldTest test)
    {
        var warning = test.Warning(1, TransitionKind.Opened);
        await test.World.Get<WarningStore>().RecordAsync(warning, CancellationToken.None);
        return warning.Id;
    }

    /// <summary>A digest of many deliveries of one warning, as joining one by one would leave it.</summary>
    private static Task HoldAsync(HoldTest test, int count, string warning) => HoldAsync(
        test, SummaryReason.DailyDigest, [.. Enumerable.Range(1, count).Select(number => new HoldMember(number.ToString("x8", CultureInfo.InvariantCulture) + test.To.Id[..24], warning))]);

    private static async Task HoldAsync(HoldTest test, SummaryReason reason, IReadOnlyList<HoldMember> members)
    {
        var due = test.World.Time.GetUtcNow().AddHours(32);
        var hold = new Hold(test.To.Id, reason, due, due, members) { Channel = ChannelType.Email };
        var rows = members.Select(member => new Delivery(member.Delivery, test.To.Id, DeliveryKind.Warning, member.Warning, due, DeliveryState.Held).ToRow()).Append(hold.ToRow());
        await test.World.Get<TableStore>().ChangeAsync(
            TableName.Deliveries, [.. rows.Select(row => (IReadOnlyList<TableTransactionAction>)[new(TableTransactionActionType.Add, row)])], CancellationToken.None);
    }
}
