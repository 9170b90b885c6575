using System.Diagnostics;
using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>One host that is slow, or that much is sent to, holds nobody else up.</summary>
public sealed class HostPermitTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Fifty_to_a_host_that_never_answers_do_not_delay_fifty_to_a_good_one()
    {
        await using var good = await WebhookReceiver.StartAsync();
        await using var silent = await WebhookReceiver.StartAsync();
        var never = new TaskCompletionSource();
        silent.Answer = (context, _) => never.Task.WaitAsync(context.RequestAborted);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        foreach (var some in Enumerable.Range(0, 50).Chunk(10))
            await Task.WhenAll(some.SelectMany(_ => new[] { world.SubscribeAsync(silent.Url), world.SubscribeAsync(good.Url) }));
        await world.CommitAsync(WarningSamples.Of());
        var pump = world.Get<QueuePump>();
        var started = Stopwatch.StartNew();
        await pump.StartAsync(CancellationToken.None);

        while (good.Received.Count < 50 && started.Elapsed < TimeSpan.FromSeconds(18))
            await Task.Delay(50, TestContext.Current.CancellationToken);

        // Without caps the silent ones fill every place for 20 s.
        Assert.Equal(50, good.Received.Count);
        Assert.InRange(silent.Received.Count, 1, new DeliveriesOptions().PerHostConcurrency);
        never.SetResult();
        await pump.StopAsync(CancellationToken.None);
        // Put back, with a time, and no attempt is counted.
        var waiting = (await world.AllAsync()).Where(delivery => delivery.State == DeliveryState.Waiting).ToList();
        Assert.NotEmpty(waiting);
        Assert.All(waiting, delivery => Assert.Equal((0, 0), (delivery.Tries, delivery.Attempts.Count)));
    }

    [Fact]
    public async Task No_more_than_so_many_go_to_one_host_at_once()
    {
        using var hosts = Permits(concurrency: 2, rate: 0);
        using var first = await hosts.TakeAsync("a.example", CancellationToken.None);
        var second = await hosts.TakeAsync("A.example", CancellationToken.None);

        Assert.Null(await hosts.TakeAsync("a.example", CancellationToken.None));
        using var other = await hosts.TakeAsync("b.example", CancellationToken.None);
        Assert.NotNull(other);
        second!.Dispose();
        using var third = await hosts.TakeAsync("a.example", CancellationToken.None);
        Assert.NotNull(third);
    }

    [Theory]
    [InlineData("hooks.example.org", 5)]
    [InlineData("127.0.0.1:8080", 100)]
    [InlineData("localhost:8080", 100)]
    public async Task No_more_than_so_many_a_second_go_to_a_host_that_is_not_our_own(string host, int most)
    {
        using var hosts = Permits(concurrency: 100, rate: 5);
        var started = Stopwatch.GetTimestamp();
        var taken = 0;
        for (var call = 0; call < 100 && Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(100); call++)
        {
            using var permit = await hosts.TakeAsync(host, CancellationToken.None);
            taken += permit is null ? 0 : 1;
        }

        // One more may have come in while it was counted.
        Assert.InRange(taken, most == 100 ? 10 : most, most + 1);
    }

    [Fact]
    public void Who_is_put_back_stands_in_line_at_the_pace_of_the_host()
    {
        var queue = new HostQueue();
        for (var request = 0; request < 100; request++)
            queue.Took(TimeSpan.FromSeconds(20));

        var turns = Enumerable.Range(0, 10).Select(_ => queue.NextTurn(Now, rate: 20, concurrency: 8, spread: 0)).ToList();

        Assert.All(turns.Zip(turns.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalSeconds, 2.4, 2.6));
        var last = Enumerable.Range(0, 10_000).Select(index => queue.NextTurn(Now, rate: 20, concurrency: 8, spread: index / 10_000.0)).Max();
        Assert.InRange(last, Now.AddMinutes(9), Now.AddMinutes(10));
    }

    private static HostPermits Permits(int concurrency, int rate) =>
        new(Options.Create(new DeliveriesOptions { PerHostConcurrency = concurrency, PerHostRate = rate }));
}
