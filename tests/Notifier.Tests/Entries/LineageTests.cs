using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Entries;
using Notifier.Entries.Lineages;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Episodes;
using Notifier.Tests.Storage;
using static Notifier.Tests.Entries.EntryApplication;

namespace Notifier.Tests.Entries;

/// <summary>A measure over several sources and through time, on Azurite: told once a stage, whoever repeats it, whatever is killed.</summary>
public sealed class LineageTests(AzuriteFixture azurite)
{
    private const string Measure = "《汽车产业投资管理规定》";
    private const string Capacity = """{ "id": "capacity", "on": "entry", "match": { "topics": ["capacity_investment_control"] }, "severity": "severe" }""";

    [Fact]
    public async Task Ministry_gazette_and_press_are_one_measure()
    {
        await using var app = await StartAsync(azurite, Capacity);
        await ReadAsync(app, "ndrc");
        await ReadAsync(app, "gazette");
        await ReadAsync(app, "press");

        await ReadAsync(app, "ndrc", Notice("1", $"关于印发{Measure}的通知", "2024-06-01T02:00:00Z"));
        await ReadAsync(app, "press", Notice("p", $"发改委：{Measure}来了，严控新增产能", "2024-06-01T03:00:00Z"));
        await ReadAsync(app, "gazette", Notice("g", $"国家发展改革委{Measure}", "2024-06-10"));
        await ReadAsync(app, "gazette", Notice("g", $"国家发展改革委{Measure}", "2024-06-10"), Notice("h", $"关于废止{Measure}的决定", "2024-07-10"));

        Assert.Equal(["Opened 1", "Resolved h"], await LinesAsync(app));
        var stored = (await app.Get<EntryStore>().RecentAsync(null, 10, CancellationToken.None)).Entries;
        Assert.Equal((4, 1), (stored.Count, stored.Select(entry => entry.Lineage).Distinct().Count()));
    }

    [Fact]
    public async Task Two_sources_that_bring_a_measure_at_once_tell_it_once()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var app = await StartAsync(azurite, Capacity);
            await using var other = await app.AgainAsync(azurite);
            await ReadAsync(app, "ndrc");
            await ReadAsync(app, "gazette");

            await Task.WhenAll(
                ReadAsync(app, "ndrc", Notice("1", $"关于印发{Measure}的通知", "2024-06-01T02:00:00Z")),
                ReadAsync(other, "gazette", Notice("g", $"关于印发{Measure}的通知", "2024-06-01T02:00:00Z")));

            Assert.Single(await LinesAsync(app));
        }
    }

    [Fact]
    public async Task A_deadline_is_told_ahead_in_the_morning_of_the_source_and_ends()
    {
        await using var app = await StartAsync(azurite, Capacity);
        await ReadAsync(app, "ndrc");
        await ReadAsync(app, "ndrc", Notice("1", $"关于{Measure}公开征求意见的公告", "2024-06-01T02:00:00Z", "严控新增产能。请于2024年6月15日前反馈意见。"));

        // 2024-06-08 08:00 in Shanghai is midnight UTC.
        await SweepAtAsync(app, "2024-06-07T23:58:00Z", 1);
        await SweepAtAsync(app, "2024-06-08T00:00:00Z", 2);
        await SweepAtAsync(app, "2024-06-15T12:00:00Z", 2);
        await SweepAtAsync(app, "2024-06-16T00:00:00Z", 3);
        await SweepAtAsync(app, "2024-07-20T00:00:00Z", 3);

        Assert.Equal(["Opened 1", "Reminder 1", "Resolved 1"], await LinesAsync(app));
        foreach (var row in await app.StateRowsAsync(Outbox.Prefix))
            await app.Tables.Table(TableName.State).DeleteEntityAsync(row.PartitionKey, row.RowKey);
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.Get<LineageSweep>().RunAsync(CancellationToken.None);
        Assert.Empty(await DueAsync(app));
    }

    [Fact]
    public async Task A_rule_made_later_is_told_what_comes_of_a_measure_and_not_what_was()
    {
        await using var app = await StartAsync(azurite);
        await ReadAsync(app, "ndrc", Notice("0", "一则通知", "2024-05-01"), Notice("1", $"关于{Measure}公开征求意见的公告", "2024-05-31", "严控新增产能。请于2024年6月15日前反馈意见。"));
        await app.SaveAsync(Capacity);

        await SweepAtAsync(app, "2024-06-07T00:00:00Z", 0);
        await SweepAtAsync(app, "2024-06-08T00:00:00Z", 1);
        await SweepAtAsync(app, "2024-06-08T00:05:00Z", 1);
        await SweepAtAsync(app, "2024-06-16T00:00:00Z", 2);
        await ReadAsync(app, "ndrc", Notice("2", $"关于印发{Measure}的通知", "2024-07-01", "现予印发。"));

        Assert.Equal(["Opened 1", "Opened 2", "Resolved 1"], (await LinesAsync(app)).Order());
    }

    [Fact]
    public async Task A_removed_rule_ends_its_measures_once_whatever_is_killed()
    {
        for (var call = 1; call <= 12; call++)
        {
            await using var app = await StartAsync(azurite, Capacity, All);
            await ReadAsync(app, "ndrc");
            await ReadAsync(app, "ndrc", Notice("1", $"关于印发{Measure}的通知", "2024-06-01T02:00:00Z"));
            await app.Rules.DeleteAsync("capacity", "*", CancellationToken.None);
            app.Faults.Plan((number, _) => number >= call ? StorageFault.CrashAfter : StorageFault.None);
            try
            {
                await app.Get<RemovedEntryRules>().RunAsync(CancellationToken.None);
            }
            catch (Exception crash) when (crash is not Xunit.Sdk.XunitException)
            {
                // Killed.
            }

            await using var next = await app.AgainAsync(azurite);
            await next.Get<RemovedEntryRules>().RunAsync(CancellationToken.None);
            app.Clock.Advance(TimeSpan.FromMinutes(11));
            await next.Get<RemovedEntryRules>().RunAsync(CancellationToken.None);

            var told = (await next.OutboxAsync()).Select(warning => $"{warning.Rule} {warning.Kind} {(warning.Kind == Core.Episodes.TransitionKind.Resolved ? warning.Reason : "")}".TrimEnd());
            Assert.Equal((call, "all Opened,capacity Opened,capacity Resolved rule removed"), (call, string.Join(',', told.Order(StringComparer.Ordinal))));
            next.Meter.Reset();
            await next.Get<RemovedEntryRules>().RunAsync(CancellationToken.None);
            Assert.Equal((call, 0), (call, next.Meter.Count(TableName.State, StorageOperation.Read)));
        }
    }

    [Fact]
    public async Task A_commit_that_still_knew_a_removed_rule_is_ended_at_the_second_look()
    {
        await using var app = await StartAsync(azurite, Capacity);
        await ReadAsync(app, "ndrc");
        var rule = (await app.Rules.ReadAsync(CancellationToken.None)).Rules.Single().Rule;
        await app.Rules.DeleteAsync("capacity", "*", CancellationToken.None);
        await app.Get<RemovedEntryRules>().RunAsync(CancellationToken.None);

        var entry = Core.Entries.EntryFactsReader.Read(Notice("1", $"关于印发{Measure}的通知", "2024-06-01T02:00:00Z") with { Source = "ndrc" }, "NDRC");
        await app.Get<LineageCommits>().TakeAsync(Polled("https://example.org/ndrc", source: "ndrc", agency: "NDRC"), [new(entry, false, null, null, false)], [rule], CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.Get<RemovedEntryRules>().RunAsync(CancellationToken.None);

        Assert.Equal(["Opened 1", "Resolved 1"], await LinesAsync(app));
    }

    [Fact]
    public async Task A_crash_at_any_storage_call_of_the_sweep_tells_the_day_once()
    {
        for (var call = 1; call <= 14; call++)
        {
            await using var app = await StartAsync(azurite, Capacity);
            await ReadAsync(app, "ndrc");
            await ReadAsync(app, "ndrc", Notice("1", $"关于{Measure}公开征求意见的公告", "2024-06-01T02:00:00Z", "严控新增产能。请于2024年6月15日前反馈意见。"));
            app.Clock.SetUtcNow(new(2024, 6, 8, 0, 0, 0, TimeSpan.Zero));
            app.Faults.Plan((number, _) => number >= call ? StorageFault.CrashAfter : StorageFault.None);
            try
            {
                await app.Get<LineageSweep>().RunAsync(CancellationToken.None);
            }
            catch (Exception crash) when (crash is not Xunit.Sdk.XunitException)
            {
                // Killed.
            }

            app.Clock.Advance(TimeSpan.FromHours(1));
            await using var next = await app.AgainAsync(azurite);
            await next.Get<LineageSweep>().RunAsync(CancellationToken.None);

            Assert.Equal((call, "Opened 1,Reminder 1"), (call, string.Join(',', await LinesAsync(next))));
            var rows = (await next.StateRowsAsync(Outbox.Prefix)).Select(row => QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey)).ToHashSet();
            Assert.Equal((call, rows.Count), (call, (await next.MessagesAsync(QueueName.Dispatch)).ToHashSet().Intersect(rows).Count()));
        }
    }

    [Fact]
    public async Task A_notice_that_repeals_two_measures_ends_both_whatever_is_killed()
    {
        const string Other = "《锂离子电池行业规范条件》";
        var notice = Notice("x", $"关于废止{Measure}和{Other}的决定", "2024-07-10");
        for (var call = 1; call <= 40; call += 3)
        {
            await using var app = await StartAsync(azurite, Capacity);
            await ReadAsync(app, "ndrc");
            Entry[] before = [Notice("1", $"关于印发{Measure}的通知", "2024-06-01"), Notice("2", $"关于印发{Other}的通知", "2024-06-02")];
            await ReadAsync(app, "ndrc", before);
            app.Faults.Plan((number, _) => number >= call ? StorageFault.CrashAfter : StorageFault.None);
            try
            {
                await ReadAsync(app, "ndrc", [.. before, notice]);
            }
            catch (Exception crash) when (crash is not Xunit.Sdk.XunitException)
            {
                // Killed.
            }

            await using var next = await app.AgainAsync(azurite);
            await ReadAsync(next, "ndrc", [.. before, notice]);
            await ReadAsync(next, "ndrc", [.. before, notice]);

            Assert.Equal((call, "Opened 1,Opened 2,Resolved x,Resolved x"), (call, string.Join(',', await LinesAsync(next))));
        }
    }

    [Fact]
    public async Task A_report_does_not_take_a_measure_from_its_name()
    {
        await using var app = await StartAsync(azurite, Capacity);
        await ReadAsync(app, "ndrc");
        await ReadAsync(app, "press");

        await ReadAsync(app, "ndrc", Notice("1", $"关于印发{Measure}的通知", "2024-06-01"));
        await ReadAsync(app, "press", Notice("p", $"{Measure}之后的行业", "2024-09-01", "车市见闻。"));
        await ReadAsync(app, "ndrc", Notice("1", $"关于印发{Measure}的通知", "2024-06-01"), Notice("h", $"关于废止{Measure}的决定", "2024-12-10"));

        Assert.Equal(["Opened 1", "Opened p", "Resolved h"], await LinesAsync(app));
    }

    [Fact]
    public async Task Another_extractor_announces_nothing_that_was_there_and_everything_that_was_not()
    {
        await using var app = await StartAsync(azurite, """{ "id": "all", "on": "entry", "match": {}, "severity": "minor" }""");
        await app.PollAsync(Entry("1", "一号通知"), Entry("2", "二号通知"));

        Entry[] reread = [Entry("https://x/1", "一号通知") with { Content = "全文，不低于60%" }, Entry("2", "二号通知") with { Content = "全文" }, Entry("https://x/3", "三号通知", "2024-06-02")];
        await CommitAsync(app, Polled(Feed, "2"), reread);
        await CommitAsync(app, Polled(Feed, "2"), reread);

        Assert.Equal(["all https://x/3"], await app.ToldAsync());
        Assert.Contains((await app.StoredAsync()), entry => entry is { Id: "2", Content: "全文" });
    }

    [Fact]
    public async Task A_long_first_reading_is_history_to_its_last_part()
    {
        await using var app = await StartAsync(azurite, """{ "id": "all", "on": "entry", "match": {}, "severity": "minor" }""");

        await app.PollAsync(Enumerable.Range(0, 450).Select(number => Entry($"{number}", $"第{number}号通知")));
        await app.PollAsync(Enumerable.Range(0, 451).Select(number => Entry($"{number}", $"第{number}号通知")));

        Assert.Equal(["all 450"], await app.ToldAsync());
    }

    private static Entry Notice(string id, string title, string published, string content = "严格控制新增产能。") =>
        Entry(id, title, published) with { Content = content };

    private static Task ReadAsync(StateApplication app, string source, params Entry[] entries) =>
        CommitAsync(app, Polled($"https://example.org/{source}", source: source, agency: source == "press" ? null : "NDRC"), [.. entries.Select(entry => entry with { Source = source })]);

    private static Task CommitAsync(StateApplication app, EntrySource source, Entry[] entries) =>
        app.Get<EntryCommits>().CommitAsync(source, entries, CancellationToken.None);

    private static async Task SweepAtAsync(StateApplication app, string time, int told)
    {
        app.Clock.SetUtcNow(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        await app.Get<LineageSweep>().RunAsync(CancellationToken.None);
        Assert.Equal((time, told), (time, (await app.OutboxAsync()).Count));
        // Dispatched meanwhile.
        await app.MessagesAsync(QueueName.Dispatch);
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(StateApplication app) =>
        [.. (await app.OutboxAsync()).OrderBy(warning => warning.Sequence).ThenBy(warning => warning.Entry!.Id).Select(warning => $"{warning.Kind} {warning.Entry!.Id}")];

    private static async Task<List<string>> DueAsync(StateApplication app) =>
        [.. (await app.StateRowsAsync("")).Where(row => row.PartitionKey == LineageRows.DuePartition).Select(row => row.RowKey)];
}
