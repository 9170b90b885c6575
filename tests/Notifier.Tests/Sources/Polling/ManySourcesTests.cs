using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Polling;

/// <summary>Two hundred sources on one server of which every third is broken in its own way: none of them keeps another from being read.</summary>
public sealed class ManySourcesTests(AzuriteFixture azurite)
{
    private const int Sources = 200;
    private const int Huge = 30 * 1024 * 1024;

    // Tries of the slow ones, one after the other in all lanes, and what Azurite takes for the rest; far over what any machine needs.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Try = TimeSpan.FromSeconds(1);

    /// <summary>Each kind of fault with the reason by which it is named.</summary>
    private static readonly (string Fault, string State, string Reason)[] Faults =
    [
        ("slow", "failing", "timeout"), ("dropped", "failing", "truncated"), ("broken", "failing", "serverError"), ("garbage", "failing", "notTheFormat"),
        ("huge", "failing", "tooLarge"), ("loop", "failing", "clientError"), ("refused", "blocked", "blocked"), ("empty", "empty", "empty"),
    ];

    [Fact]
    public async Task Each_healthy_one_is_read_and_each_broken_one_is_named_with_its_reason()
    {
        await using var world = await PollWorld.StartAsync(
            azurite, null, ("Notifier:Sources:AttemptTimeout", Try.ToString("c", CultureInfo.InvariantCulture)), ("Notifier:Sources:Retries", "1"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var held = new ConcurrentBag<long>();
        var asked = 0;
        var dropped = Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\ndate,price\n2024-07");
        world.Server.Answer(context =>
        {
            // What is held, not what other tests have just thrown away.
            if (Interlocked.Increment(ref asked) % 20 == 0)
                held.Add(GC.GetTotalMemory(forceFullCollection: true));
            return AnswerAsync(context, context.Request.Path.Value![1..].Split('-')[0], dropped);
        });
        await Parallel.ForAsync(0, Sources, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (index, _) => await PutAsync(world, index));
        var watch = Stopwatch.StartNew();
        world.Clock.Advance(TimeSpan.FromHours(1));

        await world.TimerAsync();

        Assert.True(watch.Elapsed < Deadline, $"{watch.Elapsed.TotalSeconds:F0} s");
        Assert.True(held.Max() - before < 256 << 20, $"{(held.Max() - before) >> 20} MiB");
        var health = await world.Host.Admin.SendAsync("GET", "/api/health").ReadAsync();
        Assert.Equal("degraded", health.Text("status"));
        var states = health.GetProperty("sources").EnumerateArray().Where(source => source.Text("source") != "prices").ToList();
        Assert.Equal(Sources, states.Count);
        Assert.All(states, AssertNamed);
        Assert.Equal(Enumerable.Range(0, Sources).Count(index => Fault(index) is null), states.Count(source => source.Text("state") == "ok"));
    }

    private static void AssertNamed(JsonElement source)
    {
        var fault = Faults.FirstOrDefault(fault => source.Text("source").StartsWith(fault.Fault, StringComparison.Ordinal));
        if (fault.Fault is null)
        {
            Assert.Equal((source.Text("source"), "ok", "2024-07-12"), (source.Text("source"), source.Text("state"), source.Text("newest")));
            return;
        }

        Assert.Equal((source.Text("source"), fault.State, fault.Reason), (source.Text("source"), source.Text("state"), source.GetProperty("failure").Text("reason")));
        Assert.StartsWith("127.0.0.1", source.Text("reason"), StringComparison.Ordinal);
        Assert.NotEmpty(source.Text("advice"));
    }

    /// <summary>Every third is broken.</summary>
    private static string? Fault(int index) => index % 3 == 0 ? Faults[index / 3 % Faults.Length].Fault : null;

    private static Task PutAsync(PollWorld world, int index) => world.PutAsync(
        string.Create(CultureInfo.InvariantCulture, $"{Fault(index) ?? "fine"}-{index}"),
        "csv",
        string.Create(CultureInfo.InvariantCulture, $$"""
            "series":[{"id":"s{{index}}","unit":"CNY/t","date":"date","value":"price"}]
            """),
        "0 30 12 * * *");

    private static async Task AnswerAsync(HttpContext context, string fault, byte[] dropped)
    {
        var response = context.Response;
        response.ContentType = "text/csv";
        switch (fault)
        {
            case "slow":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                break;
            case "dropped":
                var wire = context.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionTransportFeature>()!.Transport.Output;
                await wire.WriteAsync(dropped);
                await wire.CompleteAsync();
                break;
            case "broken":
                response.StatusCode = (int)HttpStatusCode.InternalServerError;
                break;
            case "garbage":
                await response.Body.WriteAsync(new byte[] { 0x00, 0xFF, 0x1B, 0x2C, 0x0A, 0x81, 0x2C, 0x30 });
                break;
            case "huge":
                await WriteHugeAsync(context);
                break;
            case "loop":
                response.Redirect(context.Request.Path);
                break;
            case "refused":
                response.StatusCode = (int)HttpStatusCode.PreconditionFailed;
                await response.WriteAsync("<html><body><script>/* checks the browser */</script></body></html>");
                break;
            case "empty":
                await response.WriteAsync("date,price\n");
                break;
            default:
                await response.WriteAsync(PollWorld.Table);
                break;
        }
    }

    private static async Task WriteHugeAsync(HttpContext context)
    {
        var row = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("2024-07-12,120\n", 4_000)));
        try
        {
            for (var written = 0; written < Huge; written += row.Length)
                await context.Response.Body.WriteAsync(row, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client has seen enough.
        }
    }
}
