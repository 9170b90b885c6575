using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifier.Storage;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Polling;

/// <summary>What people see of sources: each with its state, age and reason, a stranger's text as text, and no secret anywhere.</summary>
public sealed partial class PollHealthTests(AzuriteFixture azurite)
{
    private const string Secret = "s3cret k/y+&ü-0123456789-0123456789-0123456789";

    [Fact]
    public async Task The_overview_and_the_API_show_each_source_in_its_state()
    {
        await using var world = await PollWorld.StartAsync(azurite);
        await world.GoodAsync();
        await world.PutAsync("waiting", "csv", "\"series\":[{\"id\":\"a\"}]");
        await world.PutAsync("refused", "csv", "\"series\":[{\"id\":\"b\"}]");
        await world.PutAsync("wrong", "json", "\"series\":[{\"id\":\"c\",\"date\":\"d\",\"value\":\"v\"}]");
        await world.Host.Admin.SendAsync("PUT", "/api/sources/posted", """{"kind":"push","series":[{"id":"d"}]}""").ReadAsync(HttpStatusCode.Created);
        world.Server.Answer("no", "text/plain", 403);
        await world.PollAsync("refused");
        world.Server.Answer("""{"message":"<script>alert(1)</script><img src=x>"}""", "application/json");
        await world.PollAsync("wrong");
        world.Clock.Advance(TimeSpan.FromHours(3));

        var rows = Rows(await (await world.Host.Anybody.SendAsync("GET", "/")).Content.ReadAsStringAsync());

        Assert.Equal(
            [
                "posted push takes what is posted –",
                "prices good good, newest 2024-07-12 3 hours ago",
                "refused blocked 127.0.0.1 answered 403: it refuses programs; ask its owner, or use another source never",
                "waiting waiting not polled yet never",
                "wrong failing 127.0.0.1 answered with an error: <script>alert(1)</script><img src=x> never",
            ],
            rows);
        var health = await world.Host.Admin.SendAsync("GET", "/api/health").ReadAsync();
        Assert.Equal("degraded", health.Text("status"));
        Assert.Equal(
            ["posted push", "prices ok", "refused blocked", "waiting never", "wrong failing"],
            health.GetProperty("sources").EnumerateArray().Select(source => $"{source.Text("source")} {source.Text("state")}"));
        Assert.Equal("errorInBody", (await world.HealthAsync("wrong")).GetProperty("failure").Text("reason"));
        Assert.Equal(world.Clock.GetUtcNow(), (await world.HealthAsync("waiting")).GetProperty("nextDue").GetDateTimeOffset());
        Assert.False((await world.HealthAsync("posted")).TryGetProperty("nextDue", out _));
        await world.Host.Admin.SendAsync("GET", "/api/sources/none/health").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await world.Host.Anybody.SendAsync("GET", "/api/health").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_source_that_brings_nothing_but_missing_markers_is_empty_and_says_so()
    {
        await using var world = await PollWorld.StartAsync(azurite);
        await world.GoodAsync();
        world.Server.Answer("date,price\n2024-07-11,.\n2024-07-12,.\n", "text/csv");

        await world.PollAsync();

        var health = await world.HealthAsync();
        Assert.Equal(("empty", "127.0.0.1: 2 items have a date and none has a value, the newest of 2024-07-12"), (health.Text("state"), health.Text("reason")));
        Assert.Equal(["2024-07-11 90", "2024-07-12 120"], await world.ValuesAsync());
    }

    [Fact]
    public async Task A_newest_value_that_cannot_be_read_is_a_changed_form_and_the_others_are_stored()
    {
        await using var world = await PollWorld.StartAsync(azurite);
        await world.GoodAsync();
        world.Server.Answer("date,price\n2024-07-08,80\n2024-07-09,85\n2024-07-10,88\n2024-07-11,90\n2024-07-12,120\n2024-07-15,130 (est.)\n", "text/csv");

        await world.PollAsync();

        var health = await world.HealthAsync();
        Assert.Equal(("schemaChanged", "127.0.0.1: row 7: '130 (est.)' is not a number; the newest is among them"), (health.Text("state"), health.Text("reason")));
        Assert.Equal(5, (await world.ValuesAsync()).Count);
    }

    [Fact]
    public async Task A_source_that_says_nothing_at_all_is_told_by_its_health()
    {
        await using var world = await PollWorld.StartAsync(azurite, null, ("Notifier:Sources:AttemptTimeout", "00:00:00.200"));
        await world.GoodAsync();
        world.Server.Answer(async context => await Task.Delay(Timeout.Infinite, context.RequestAborted));

        await world.PollAsync();

        var failure = (await world.HealthAsync()).GetProperty("failure");
        Assert.Equal(("timeout", "127.0.0.1 did not answer in time"), (failure.Text("reason"), failure.Text("detail")));
        Assert.Single(await world.WarningsAsync());
    }

    [Fact]
    public async Task A_changed_definition_is_not_blamed_for_what_the_one_before_did()
    {
        await using var world = await PollWorld.StartAsync(azurite);
        world.Server.Answer("no", "text/plain", 404);
        await world.PollAsync();
        Assert.Equal("failing", await world.StateAsync());

        await world.PutAsync("prices", "csv", "\"series\":[{\"id\":\"li\",\"unit\":\"CNY/t\"}]");

        var health = await world.HealthAsync();
        Assert.Equal(("never", 0, world.Clock.GetUtcNow()), (health.Text("state"), health.GetProperty("failures").GetInt32(), health.GetProperty("nextDue").GetDateTimeOffset()));
        world.Server.Answer(PollWorld.Table, "text/csv");
        await world.TimerAsync();
        Assert.Equal("ok", await world.StateAsync());
    }

    [Fact]
    public async Task No_secret_stands_in_a_log_a_page_an_answer_or_a_table()
    {
        await using var world = await PollWorld.StartAsync(
            azurite,
            builder => builder.Services.Configure<LoggerFilterOptions>(options =>
            {
                options.Rules.Clear();
                options.MinLevel = LogLevel.Trace;
            }),
            ("Secrets:PRICE_KEY", Secret), ("Secrets:TOKEN", "t0ken-0815-0815"));
        await world.Host.Admin.SendAsync("PUT", "/api/sources/paid", $$$"""
            {"kind":"csv","url":"{{{world.Server.Address}}}hidden-path?key={secret:PRICE_KEY}","schedule":"0 0 18 * * *","headers":{"Authorization":"Bearer {secret:TOKEN}"},"series":[{"id":"x","date":"date","value":"price"}]}
            """).ReadAsync(HttpStatusCode.Created);
        foreach (var (status, body) in new[] { (200, $"{Secret} is unknown\nx"), (200, $"date,price\n2024-07-11,{Secret}\n"), (200, $"date,price\n2024-07-11,t0ken-0815-0815\n"), (401, Secret), (500, Secret), (302, Secret), (200, PollWorld.Table) })
        {
            world.Server.Answer(async context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "/elsewhere" + context.Request.QueryString;
                await context.Response.WriteAsync(body);
            });
            await world.PollAsync("paid");
            await NothingSecretAsync(world);
        }

        Assert.Equal("Bearer t0ken-0815-0815", world.Server.Seen[0].Headers.Authorization);
        Assert.Equal(Secret, Uri.UnescapeDataString(world.Server.Seen[0].Query["?key=".Length..]));
        Assert.Contains(world.Host.Logs.All, line => line.StartsWith("Trace ", StringComparison.Ordinal) || line.StartsWith("Debug ", StringComparison.Ordinal));
    }

    private static async Task NothingSecretAsync(PollWorld world)
    {
        var shown = world.Host.Logs.All.ToList();
        foreach (var address in (string[])["/", "/api/health", "/api/sources", "/api/sources/paid", "/api/sources/paid/health"])
            shown.Add(WebUtility.HtmlDecode(await (await world.Host.Admin.SendAsync("GET", address)).Content.ReadAsStringAsync()));
        foreach (var table in (string[])[TableName.State, TableName.Sources])
            shown.AddRange(await world.Host.Services.GetRequiredService<TableStore>().Table(table).QueryAsync<Azure.Data.Tables.TableEntity>().Select(row => string.Join(' ', row.Select(cell => cell.Value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : cell.Value))).ToListAsync());
        Assert.DoesNotContain(shown, text => text.Contains("s3cret", StringComparison.Ordinal) || text.Contains("t0ken", StringComparison.Ordinal));
        // The path stands in the definition, and nowhere else.
        Assert.DoesNotContain(world.Host.Logs.All, line => line.Contains("hidden-path", StringComparison.Ordinal));
    }

    private static List<string> Rows(string page)
    {
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        return [.. Row().Matches(page).Select(match => string.Join(' ', new[] { "id", "state", "says", "good" }.Select(name => WebUtility.HtmlDecode(Tags().Replace(match.Groups[name].Value, "").Trim()))))];
    }

    [GeneratedRegex("""<th scope="row">(?<id>[^<]*)</th>\s*<td>[^<]*</td>\s*<td><span class="state [a-z]+">.*?</span>(?<state>[^<]*)</span> <span class="says">(?<says>[^<]*)</span></td>\s*<td>(?<good>.*?)</td>""", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}
