using System.Security.Cryptography;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries.Holds;

/// <summary>
/// Whatever storage call a process ends at, between the outbox and a digest that is sent, each subscriber is told of each warning in
/// exactly one message, and nothing stays behind. One application for all ends: what it remembers is the same after each.
/// </summary>
public sealed class HoldCrashTests(HoldWorld held) : IClassFixture<HoldWorld>
{
    [Theory]
    [InlineData(SummaryReason.DailyDigest)]
    [InlineData(SummaryReason.Group)]
    public async Task Ended_before_any_storage_call_each_is_told_in_one_message(SummaryReason reason)
    {
        var calls = await TellAsync(reason, static (_, _) => StorageFault.None);
        // Fewer would mean that the plan no longer reaches the path.
        Assert.InRange(calls, 40, 80);
        for (var call = 1; call <= calls; call += CrashPoints.Step)
            await TellAsync(reason, (number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);
    }

    /// <summary>Of the writes that hold, release and settle; the client waits a moment before each repeat.</summary>
    [Fact]
    public async Task A_transaction_whose_answer_is_lost_repeats_nothing()
    {
        var transactions = 0;
        await TellAsync(SummaryReason.DailyDigest, (_, request) =>
        {
            Count(request, ref transactions);
            return StorageFault.None;
        });
        Assert.InRange(transactions, 5, 12);
        for (var lost = 1; lost <= transactions; lost += 2)
        {
            var number = 0;
            await TellAsync(SummaryReason.DailyDigest, (_, request) => Count(request, ref number) && number == lost ? StorageFault.AnswerLost : StorageFault.None);
        }
    }

    private static bool Count(Azure.Core.Request request, ref int transactions)
    {
        if (!request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal))
            return false;
        transactions++;
        return true;
    }

    /// <returns>How many storage calls there were before the end.</returns>
    private async Task<int> TellAsync(SummaryReason reason, Func<int, Azure.Core.Request, StorageFault> plan)
    {
        // All in one shard: a sweep reads those in use.
        var test = await held.Begin().SubscribeAsync(reason == SummaryReason.Group ? Cadence.Immediate : HoldTest.Daily, id: "00" + RandomNumberGenerator.GetHexString(30, lowercase: true));
        var (faults, calls) = (held.World.Faults, 0);
        await CommitAsync(test);
        faults.Plan(plan);
        foreach (var step in (Func<Task>[])[test.World.DrainAsync, () => test.SweepAsync("1 08:00")])
        {
            try
            {
                await step();
                calls = faults.Calls;
            }
            catch (StorageCrashException)
            {
                faults.Clear();
                await FinishAsync(test);
            }
        }

        faults.Clear();
        await FinishAsync(test);
        await DoneAsync(test, $"{reason}: lithium opened escalated; wheat opened");
        return calls;
    }

    private static async Task CommitAsync(HoldTest test)
    {
        test.Clock("0 23:00");
        await test.World.CommitAsync(test.Warning(1, TransitionKind.Opened), test.Warning(2, TransitionKind.Escalated), test.Warning(1, TransitionKind.Opened, series: "wheat"));
    }

    /// <summary>What the sweeps bring before anything is due: the outbox rows' messages again.</summary>
    private static async Task FinishAsync(HoldTest test)
    {
        await test.World.DrainAsync();
        foreach (var row in (await test.World.RowsAsync(TableName.State)).Where(row => row.RowKey.StartsWith(Outbox.Prefix, StringComparison.Ordinal)))
            await test.World.Get<QueueStore>().SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey), CancellationToken.None);
        await test.World.DrainAsync();
    }

    private static async Task DoneAsync(HoldTest test, string expected)
    {
        await test.SweepAsync("1 08:20");
        await test.SweepAsync("1 08:40");
        await test.SweepAsync("1 09:00");
        Assert.Equal(expected, test.Told[0]);
        Assert.Single(test.Messages.Select(message => message.DeliveryId).Distinct());
        // The one that was under way, once more with its id.
        Assert.InRange(test.Messages.Count, 1, 2);
        Assert.Equal([DeliveryState.Sent, DeliveryState.Summarised, DeliveryState.Summarised, DeliveryState.Summarised], (await test.DeliveriesAsync()).Select(delivery => delivery.State).Order());
        Assert.Empty(await test.RowsAsync());
    }
}
