using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Hosting;

public sealed class QueuePumpTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    // Only a hang lasts this long.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Draining_handles_everything_including_what_the_handlers_send()
    {
        var storage = await azurite.StorageAsync();
        var seen = new ConcurrentBag<string>();
        using var pump = Pump(
            storage,
            new(QueueName.Poll, async (_, message, token) =>
            {
                seen.Add("poll " + message);
                await storage.Queues.SendAsync(QueueName.Deliver, message, token);
            }),
            new(QueueName.Deliver, (_, message, _) => Done(() => seen.Add("deliver " + message))));
        for (var number = 0; number < 70; number++)
            await storage.Queues.SendAsync(QueueName.Poll, $"{number}", None);

        var taken = await pump.DrainAsync(None);

        Assert.Equal(140, taken);
        Assert.Equal(140, seen.Distinct().Count());
        Assert.Equal(0, await CountAsync(storage, QueueName.Poll));
        Assert.Equal(0, await CountAsync(storage, QueueName.Deliver));
    }

    [Fact]
    public async Task Draining_again_asks_only_the_queues_that_were_sent_to()
    {
        var storage = await azurite.StorageAsync();
        using var pump = Pump(storage, new QueueHandler(QueueName.Poll, (_, _, _) => Task.CompletedTask));
        await pump.DrainAsync(None);
        storage.Meter.Reset();

        await storage.Queues.SendAsync(QueueName.Poll, "x", None);
        await pump.DrainAsync(None);
        await pump.DrainAsync(None);

        Assert.Equal(3, storage.Meter.Total);
    }

    [Fact]
    public async Task A_message_whose_handler_throws_comes_again()
    {
        var storage = await azurite.StorageAsync();
        var tries = 0;
        using var pump = Pump(storage, new QueueHandler(QueueName.Poll, (_, _, _) => Done(() =>
        {
            if (++tries < 3)
                throw new IOException("the neighbour is down");
        })));
        await storage.Queues.SendAsync(QueueName.Poll, "x", None);

        await pump.DrainAsync(None);

        Assert.Equal(3, tries);
        Assert.Equal(0, await CountAsync(storage, QueueName.Poll));
        Assert.Equal(0, await CountAsync(storage, QueueName.Poll + QueueStore.PoisonSuffix));
    }

    [Fact]
    public async Task After_five_failures_a_message_stands_in_the_poison_queue_with_its_text()
    {
        var storage = await azurite.StorageAsync();
        var tries = 0;
        using var pump = Pump(storage, new QueueHandler(QueueName.Evaluate, (_, _, _) => Done(() =>
        {
            tries++;
            throw new InvalidOperationException("a bug");
        })));
        await storage.Queues.SendAsync(QueueName.Evaluate, "source|3", None);

        await pump.DrainAsync(None);

        Assert.Equal(5, tries);
        Assert.Equal(0, await CountAsync(storage, QueueName.Evaluate));
        var poison = (await storage.Queues.Queue(QueueName.Evaluate + QueueStore.PoisonSuffix).ReceiveMessageAsync()).Value;
        Assert.Equal("source|3", poison.Body.ToString());
        Assert.True(poison.ExpiresOn > DateTimeOffset.UtcNow.AddYears(100));
    }

    [Fact]
    public async Task What_is_sent_in_the_process_is_handled_at_once()
    {
        var storage = await azurite.StorageAsync();
        var seen = new ConcurrentDictionary<string, TaskCompletionSource>();
        using var pump = Pump(storage, new QueueHandler(QueueName.Deliver, (_, message, _) => Done(() => Seen(seen, message).SetResult())));
        await pump.StartAsync(None);

        for (var number = 0; number < 100; number++)
            await storage.Queues.SendAsync(QueueName.Deliver, $"{number}", None);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Seen(seen, $"{number}").Task)).WaitAsync(Limit);
        await pump.StopAsync(None);

        Assert.Equal(0, await CountAsync(storage, QueueName.Deliver));
    }

    [Fact]
    public async Task A_stop_lets_work_under_way_end_and_takes_no_more()
    {
        var storage = await azurite.StorageAsync();
        var (begun, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var ended = 0;
        using var pump = Pump(storage, new QueueHandler(QueueName.Poll, async (_, _, _) =>
        {
            begun.TrySetResult();
            await finish.Task;
            Interlocked.Increment(ref ended);
        }));
        await pump.StartAsync(None);
        await storage.Queues.SendAsync(QueueName.Poll, "x", None);
        await begun.Task.WaitAsync(Limit);

        var stop = pump.StopAsync(None);
        Assert.False(stop.IsCompleted);
        finish.SetResult();
        await stop.WaitAsync(Limit);
        await storage.Queues.SendAsync(QueueName.Poll, "late", None);

        Assert.Equal(1, ended);
        Assert.Equal(1, await CountAsync(storage, QueueName.Poll));
    }

    [Fact]
    public async Task A_message_without_a_handler_is_not_lost()
    {
        var storage = await azurite.StorageAsync();
        using var pump = Pump(storage);
        await storage.Queues.SendAsync(QueueName.Poll, "x", None);

        await pump.DrainAsync(None);

        Assert.Equal(1, await CountAsync(storage, QueueName.Poll + QueueStore.PoisonSuffix));
    }

    private static QueuePump Pump(TestStorage storage, params QueueHandler[] handlers) =>
        new(storage.Queues, new WorkQueues(new ServiceCollection().BuildServiceProvider(), handlers), NullLogger<QueuePump>.Instance);

    private static async Task<int> CountAsync(TestStorage storage, string queue) =>
        (await storage.Queues.Queue(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    private static TaskCompletionSource Seen(ConcurrentDictionary<string, TaskCompletionSource> seen, string message) =>
        seen.GetOrAdd(message, _ => new TaskCompletionSource());

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
