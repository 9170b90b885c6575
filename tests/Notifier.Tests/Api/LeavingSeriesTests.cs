using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>A series that leaves, with its source or alone, ends what fires on it: once, told, whatever dies or runs at the same time.</summary>
public sealed class LeavingSeriesTests(AzuriteFixture azurite)
{
    private const string Both = """{"kind":"push","series":[{"id":"q1","unit":"x"},{"id":"q2","unit":"x"}]}""";
    private const string First = """{"kind":"push","series":[{"id":"q1","unit":"x"}]}""";
    private const string Rule = """{"id":"r","series":["q*"],"above":"10 x"}""";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly StorageFaults _faults = new();

    [Theory]
    [InlineData("DELETE", null, new[] { "q1 opened", "q1 resolved series removed", "q2 opened", "q2 resolved series removed" })]
    [InlineData("PUT", First, new[] { "q1 opened", "q2 opened", "q2 resolved series removed" })]
    public async Task What_fires_on_it_is_resolved_once_and_told_to_who_was_told(string method, string? body, string[] expected)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var host = await FiringAsync(receiver.Url);

        Assert.True((await host.Admin.SendAsync(method, "/api/sources/p", body, ("If-Match", "*"))).IsSuccessStatusCode);
        await host.DrainAsync();
        await SettleAsync(host);

        Assert.Equal(expected, await ToldAsync(host));
        Assert.Equal(expected.Length, receiver.Ids.Distinct().Count());
        Assert.Equal(4 - expected.Length, await OpenAsync(host));
    }

    [Fact]
    public async Task Where_nothing_fires_nothing_is_told_and_no_later_rule_finds_it()
    {
        await using var host = await StartAsync();
        await host.Admin.SendAsync("PUT", "/api/sources/p", Both).ReadAsync(HttpStatusCode.Created);
        await PostAsync(host, "q2", "2024-05-01", 20);
        await host.Admin.SendAsync("PUT", "/api/sources/p", First, ("If-Match", "*")).ReadAsync();
        await SettleAsync(host);

        await host.Admin.SendAsync("PUT", "/api/rules/r", Rule).ReadAsync(HttpStatusCode.Created);
        await SettleAsync(host);

        Assert.Empty(await ToldAsync(host));
    }

    [Fact]
    public async Task A_series_that_comes_back_keeps_its_history_and_opens_anew()
    {
        await using var host = await FiringAsync();
        await host.Admin.SendAsync("DELETE", "/api/sources/p", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
        await SettleAsync(host);

        await host.Admin.SendAsync("PUT", "/api/sources/p", First, ("If-None-Match", "*")).ReadAsync(HttpStatusCode.Created);
        await PostAsync(host, "q1", "2024-05-03", 30);
        await SettleAsync(host);

        Assert.Equal(["q1 opened", "q1 opened", "q1 resolved series removed", "q2 opened", "q2 resolved series removed"], await ToldAsync(host));
        Assert.Equal(3, (await host.Admin.SendAsync("GET", "/api/series/q1/observations").ReadAsync()).GetProperty("items").GetArrayLength());
        Assert.Equal(1, await OpenAsync(host));
    }

    [Fact]
    public async Task A_rule_and_its_source_deleted_one_after_the_other_are_told_once()
    {
        await using var host = await FiringAsync();

        await host.Admin.SendAsync("DELETE", "/api/rules/r", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
        await host.Admin.SendAsync("DELETE", "/api/sources/p", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
        await SettleAsync(host);

        Assert.Equal(["q1 opened", "q1 resolved", "q2 opened", "q2 resolved"], (await ToldAsync(host)).Select(line => string.Join(' ', line.Split(' ').Take(2))));
        Assert.Equal(0, await OpenAsync(host));
    }

    [Theory]
    [InlineData("DELETE", null, 2, StorageFault.CrashBefore)]
    [InlineData("DELETE", null, 2, StorageFault.CrashAfter)]
    [InlineData("PUT", First, 1, StorageFault.CrashBefore)]
    [InlineData("PUT", First, 1, StorageFault.CrashAfter)]
    internal async Task A_crash_at_any_storage_call_leaves_it_whole_or_the_sweep_ends_it(string method, string? body, int ended, StorageFault crash)
    {
        for (var call = 1; ; call += CrashPoints.Step)
        {
            await using var host = await FiringAsync();
            var at = call;
            _faults.Plan((number, _) => number >= at ? crash : StorageFault.None);
            await host.Admin.SendAsync(method, "/api/sources/p", body, ("If-Match", "*"));
            var calls = _faults.Calls;
            _faults.Clear();
            var there = (await host.Admin.SendAsync("GET", "/api/sources/p")).StatusCode == HttpStatusCode.OK && (method == "DELETE" || (await host.Admin.SendAsync("GET", "/api/series").ReadAsync()).GetProperty("items").GetArrayLength() == 2);
            // What the crash kept from being sent, and what was sent, is lost alike: the sweep knows.
            await host.Services.GetRequiredService<QueueStore>().Queue(QueueName.Evaluate).ClearMessagesAsync();
            await SettleAsync(host);

            Assert.Equal((call, there ? 0 : ended), (call, (await ToldAsync(host)).Count(line => line.EndsWith("resolved series removed", StringComparison.Ordinal))));
            Assert.Equal((call, there ? 2 : 2 - ended), (call, await OpenAsync(host)));
            if (calls < call)
                return;
        }
    }

    [Fact]
    public async Task Values_that_come_at_any_moment_of_its_end_leave_every_episode_with_one_end()
    {
        for (var call = 1; ; call += CrashPoints.Step)
        {
            await using var host = await FiringAsync();
            var (at, evaluated) = (call, 0);
            await host.Admin.SendAsync("PUT", "/api/sources/p", First, ("If-Match", "*")).ReadAsync();
            _faults.Before = (number, _) => number == at ? host.Services.GetRequiredService<ShardCommits>().CommitAsync("p", [Reading("2024-05-03", 5), Reading("2024-05-04", 30)], CancellationToken.None) : Task.CompletedTask;
            _faults.Clear();
            await host.Services.GetRequiredService<ShardCommits>().EvaluateAsync("p", 0, null, CancellationToken.None);
            evaluated = _faults.Calls;
            _faults.Before = null;
            await SettleAsync(host);

            await EveryEpisodeEndedOnceAsync(host, "q2");
            if (evaluated < call)
                return;
        }
    }

    [Fact]
    public async Task Its_end_at_any_moment_of_a_post_leaves_every_episode_with_one_end()
    {
        for (var call = 1; ; call += CrashPoints.Step)
        {
            await using var host = await FiringAsync();
            var at = call;
            _faults.Before = async (number, _) =>
            {
                if (number != at)
                    return;
                await host.Admin.SendAsync("DELETE", "/api/sources/p", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
                await host.Services.GetRequiredService<ShardCommits>().EvaluateAsync("p", 0, null, CancellationToken.None);
            };
            _faults.Clear();
            await host.Admin.SendAsync("POST", "/api/series/q2/observations", """{"observations":[{"period":"2024-05-03","value":5},{"period":"2024-05-04","value":30}]}""");
            _faults.Before = null;
            if (_faults.Calls < call)
                return;
            await SettleAsync(host);

            await EveryEpisodeEndedOnceAsync(host, "q1");
            await EveryEpisodeEndedOnceAsync(host, "q2");
        }
    }

    [Fact]
    public async Task A_deleted_source_is_forgotten_when_nothing_of_it_is_left_to_tell()
    {
        await using var host = await FiringAsync();
        await host.Admin.SendAsync("DELETE", "/api/sources/p", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
        var sources = host.Services.GetRequiredService<TableStore>().Table(TableName.Sources);

        _clock.Advance(LeftSeries.Grace * 2);
        await host.RunTimerAsync(WorkTimers.Sweep);
        Assert.Single(await sources.QueryAsync<TableEntity>(row => row.PartitionKey == "sources").ToListAsync());
        await SettleAsync(host);

        Assert.Empty(await sources.QueryAsync<TableEntity>(row => row.PartitionKey == "sources").ToListAsync());
        Assert.Equal(0, await OpenAsync(host));
    }

    /// <param name="receiver">Of a webhook that is told everything.</param>
    private async Task<NotifierHost> FiringAsync(string? receiver = null)
    {
        var host = await StartAsync();
        if (receiver is not null)
            await host.Admin.SendAsync("POST", "/api/subscriptions", new { channel = new { type = "webhook", url = receiver } }).ReadAsync(HttpStatusCode.Accepted);
        await host.Admin.SendAsync("PUT", "/api/sources/p", Both).ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("PUT", "/api/rules/r", Rule).ReadAsync(HttpStatusCode.Created);
        foreach (var series in (string[])["q1", "q2"])
        {
            await PostAsync(host, series, "2024-05-01", 5);
            await PostAsync(host, series, "2024-05-02", 20);
        }

        await host.DrainAsync();
        Assert.Equal(2, await OpenAsync(host));
        return host;
    }

    private Task<NotifierHost> StartAsync() =>
        NotifierHost.StartAsync(azurite.ConnectionString, _clock, compose: builder => builder.Services.AddSingleton<HttpPipelinePolicy>(_faults));

    private static Task PostAsync(NotifierHost host, string series, string period, double value) =>
        host.Admin.SendAsync("POST", $"/api/series/{series}/observations", new { observations = new[] { new { period, value } } }).ReadAsync();

    private static Notifier.Sources.SeriesReading Reading(string period, double value) =>
        new(new("q2", "x"), [new(Core.Observations.Period.Parse(period), value)]);

    /// <summary>What comes of itself in the next minutes.</summary>
    private async Task SettleAsync(NotifierHost host)
    {
        for (var minute = 0; minute < 3; minute++)
        {
            await host.DrainAsync();
            _clock.Advance(TimeSpan.FromMinutes(1));
            await host.RunTimerAsync(WorkTimers.Sweep);
        }

        await host.DrainAsync();
    }

    private static async Task<IReadOnlyList<string>> ToldAsync(NotifierHost host) =>
    [
        .. (await host.Admin.SendAsync("GET", "/api/warnings").ReadAsync()).GetProperty("items").EnumerateArray()
            .Select(warning => $"{warning.Text("series")} {warning.Text("kind")}{(warning.Text("kind") == "resolved" ? " " + warning.Text("reason") : "")}")
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<int> OpenAsync(NotifierHost host) =>
        (await host.Admin.SendAsync("GET", "/api/episodes").ReadAsync()).GetProperty("items").GetArrayLength();

    private static async Task EveryEpisodeEndedOnceAsync(NotifierHost host, string series)
    {
        var told = (await host.Admin.SendAsync("GET", $"/api/warnings?series={series}").ReadAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(told);
        Assert.All(told.GroupBy(warning => warning.Text("episode")), episode => Assert.Equal(["opened", "resolved"], episode.Select(warning => warning.Text("kind")).Order()));
        Assert.DoesNotContain((await host.Admin.SendAsync("GET", "/api/episodes").ReadAsync()).GetProperty("items").EnumerateArray(), episode => episode.Text("series") == series);
    }
}
