using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Holds;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries.Holds;

public sealed class SummariesTests(AzuriteFixture azurite)
{
    private const string Subscription = "a5000000000000000000000000000001";

    [Fact]
    public void A_held_and_a_summary_row_come_back_as_they_were()
    {
        var held = Row() with { State = DeliveryState.Held, HeldFor = SummaryReason.QuietHours, HeldUntil = DateTimeOffset.UnixEpoch.AddDays(30_000) };
        var summary = Row() with { Kind = DeliveryKind.Summary, Warning = "", HeldFor = SummaryReason.WeeklyDigest, Members = Ids(PackedIds.Most) };
        var member = Row() with { State = DeliveryState.Summarised, Summary = summary.Id };

        foreach (var delivery in (Delivery[])[held, summary, member, Row()])
        {
            var read = Delivery.FromRow(delivery.ToRow());
            Assert.Equal((delivery.State, delivery.HeldFor, delivery.HeldUntil, delivery.Summary), (read.State, read.HeldFor, read.HeldUntil, read.Summary));
            Assert.Equal(delivery.Members, read.Members);
        }
    }

    [Fact]
    public async Task A_summary_tells_its_members_a_line_for_each_episode()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var warnings = Enumerable.Range(1, 4)
            .Select(number => WarningSamples.Of(number == 3 ? TransitionKind.Resolved : TransitionKind.Escalated, sequence: number) with
            {
                Id = new string((char)('0' + number), 32),
                Episode = new string(number == 4 ? 'b' : 'a', 32),
            })
            .ToList();
        foreach (var warning in warnings)
            await world.Get<WarningStore>().RecordAsync(warning, CancellationToken.None);
        var delivery = Row() with { Kind = DeliveryKind.Summary, HeldFor = SummaryReason.DailyDigest, Members = [.. warnings.Select(warning => warning.Id).Reverse()] };

        var summary = await world.Get<Summaries>().ReadAsync(delivery, CancellationToken.None);

        Assert.Equal(SummaryReason.DailyDigest, summary.Reason);
        Assert.Equal([3, 1], summary.Lines.Select(line => line.Warnings.Count));
        Assert.True(summary.Lines[0].Resolved);
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Get<Summaries>().ReadAsync(delivery with { Members = Ids(1) }, CancellationToken.None));
    }

    private static Delivery Row() => new(new string('d', 32), Subscription, DeliveryKind.Warning, new string('c', 32), DateTimeOffset.UnixEpoch);

    private static List<string> Ids(int count) => [.. Enumerable.Range(0, count).Select(number => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture))];
}
