using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using Notifier.Api.Keys;
using Notifier.Core.Deliveries;
using Notifier.Hosting;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Entries that are posted: judged whole, taken once, listed, told to mailbox and webhook.</summary>
public sealed partial class EntryTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Rule = """{"id":"batteries","title":"Batteries","on":"entry","match":{"words":["锂电池"]},"severity":"severe"}""";
    private const string Two = """{"source":"notices","entries":[{"title":"关于锂电池的通知","link":"https://example.org/2","published":"2026-01-30T02:00:00Z"},{"title":"copper","id":"c1","published":"2026-01-29"}]}""";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture));

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await NotifierHost.StartAsync(azurite.ConnectionString, _time);
        await _host.Admin.SendAsync("PUT", "/api/sources/notices", """{"kind":"push","series":[{"id":"copper-cn","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("PUT", "/api/rules/batteries", Rule).ReadAsync(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Posting_says_how_much_was_new_and_posting_again_tells_nothing()
    {
        var publisher = await _host.ClientAsync(KeyScope.Publish);

        Assert.Equal("""{"received":2,"new":2,"updated":0,"warnings":1}""", await TextAsync(publisher, Two));
        Assert.Equal("""{"received":2,"new":0,"updated":0,"warnings":0}""", await TextAsync(publisher, Two));
        Assert.Equal("""{"received":2,"new":0,"updated":1,"warnings":1}""", await TextAsync(publisher, Two.Replace("\"copper\"", "\"copper and 锂电池\"", StringComparison.Ordinal)));
        Assert.Equal(["关于锂电池的通知", "copper and 锂电池"], (await ItemsAsync("")).Select(item => item.Text("title")));
    }

    [Fact]
    public async Task A_single_entry_is_posted_as_it_is_and_an_error_names_its_place()
    {
        var publisher = await _host.ClientAsync(KeyScope.Publish);

        Assert.Equal("""{"received":1,"new":1,"updated":0,"warnings":0}""", await TextAsync(publisher, """{"source":"notices","entry":{"title":"copper","id":"c9"}}"""));
        Assert.Equal("""{"received":1,"new":0,"updated":1,"warnings":0}""", await TextAsync(publisher, """{"source":"notices","entry":{"title":"copper again","id":"c9"}}"""));
        foreach (var (body, place) in new[] { ("""{"source":"notices"}""", ""), ("""{"source":"notices","entry":{"title":"x"},"entries":[]}""", "/entry"), ("""{"source":"notices","entry":{"title":""}}""", "/entry/title") })
        {
            var problem = await publisher.SendAsync("POST", "/api/entries", body).ReadAsync(HttpStatusCode.BadRequest);
            Assert.Equal(place, Assert.Single(problem.GetProperty("errors").EnumerateArray()).Text("pointer"));
        }
    }

    [Fact]
    public async Task Entries_of_one_page_without_ids_are_told_apart_by_their_titles()
    {
        const string Page = """{"source":"notices","entries":[{"title":"锂电池一","link":"https://example.org/page"},{"title":"锂电池二","link":"https://example.org/page"}]}""";

        Assert.Equal("""{"received":2,"new":2,"updated":0,"warnings":2}""", await TextAsync(_host.Admin, Page));
        Assert.Equal("""{"received":2,"new":0,"updated":0,"warnings":0}""", await TextAsync(_host.Admin, Page));
        Assert.Equal("""{"received":1,"new":1,"updated":0,"warnings":1}""", await TextAsync(_host.Admin, """{"source":"notices","entry":{"title":"锂电池三","link":"https://example.org/page"}}"""));
        Assert.Equal("""{"received":1,"new":0,"updated":1,"warnings":0}""", await TextAsync(_host.Admin, """{"source":"notices","entry":{"title":"锂电池三","link":"https://example.org/page","content":"copper"}}"""));
    }

    [Fact]
    public async Task The_episode_of_a_measure_shows_its_stage_its_dates_and_what_was_published_of_it()
    {
        const string Policy = """{"source":"notices","entry":{"id":"p","title":"关于印发《锂电池行业管理规定》的通知","link":"https://example.org/p","published":"2026-01-30","content":"自2026年3月1日起施行。"}}""";
        await TextAsync(_host.Admin, Policy);
        await _host.DrainAsync();

        var episode = Assert.Single((await _host.Admin.SendAsync("GET", "/api/episodes").ReadAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(("batteries", "Batteries", "notices", "severe", "2026-01-30"), (episode.Text("rule"), episode.Text("ruleTitle"), episode.Text("source"), episode.Text("severity"), episode.Text("since")));
        var measure = episode.GetProperty("measure");
        Assert.Equal(("关于印发《锂电池行业管理规定》的通知", "final", "2026-01-30"), (measure.Text("title"), measure.Text("stage"), measure.Text("stageSince")));
        Assert.Equal(("effective", "2026-03-01"), (measure.GetProperty("dates")[0].Text("kind"), measure.GetProperty("dates")[0].Text("date")));
        Assert.Equal(("notices", "https://example.org/p"), (measure.GetProperty("entries")[0].Text("source"), measure.GetProperty("entries")[0].Text("link")));
        var warning = Assert.Single((await _host.Admin.SendAsync("GET", "/api/warnings").ReadAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(warning.Text("episode"), episode.Text("id"));
        Assert.Equal(measure.Text("id"), (await ItemsAsync("")).Single().Text("lineage"));
        Assert.Contains("《锂电池行业管理规定》", await (await _host.Admin.SendAsync("GET", "/")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_id_a_link_or_a_date_the_title_is_enough()
    {
        const string Bare = """{"source":"notices","entries":[{"title":"锂电池"}]}""";

        Assert.Equal("""{"received":1,"new":1,"updated":0,"warnings":1}""", await TextAsync(_host.Admin, Bare));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("""{"received":1,"new":0,"updated":0,"warnings":0}""", await TextAsync(_host.Admin, Bare));
        Assert.Equal("2026-01-31T08:00:00Z", (await ItemsAsync("")).Single().Text("published"));
    }

    [Theory]
    [InlineData(1_001, 1, "/entries/0/title")]
    [InlineData(1, 30_001, "/entries/0/content")]
    public async Task Texts_have_an_end(int title, int content, string pointer)
    {
        var body = new { source = "notices", entries = new[] { new { title = new string('锂', title), content = new string('锂', content) } } };

        var problem = await _host.Admin.SendAsync("POST", "/api/entries", body).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        Assert.Equal(pointer, problem.GetProperty("errors")[0].Text("pointer"));
    }

    [Fact]
    public async Task Five_hundred_are_taken_at_once_and_not_one_more_nor_more_than_a_megabyte()
    {
        Assert.Equal(HttpStatusCode.OK, (await _host.Admin.SendAsync("POST", "/api/entries", Many(500, ""))).StatusCode);
        await _host.Admin.SendAsync("POST", "/api/entries", Many(501, "")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _host.Admin.SendAsync("POST", "/api/entries", Many(500, new string('x', 3_000)))).StatusCode);

        static object Many(int count, string content) => new { source = "notices", entries = Enumerable.Range(0, count).Select(number => new { title = $"t{number}", content }) };
    }

    [Fact]
    public async Task Only_a_push_source_takes_entries()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/feed", """{"kind":"feed","url":"https://example.org/feed.xml","schedule":"0 0 * * * *"}""").ReadAsync(HttpStatusCode.Created);

        await PostAsync("feed", """[{"title":"a"}]""").ProblemAsync(HttpStatusCode.Conflict, "conflict");
        var unknown = await PostAsync("nobody", """[{"title":"a"}]""").ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        Assert.Equal("/source", unknown.GetProperty("errors")[0].Text("pointer"));
        await PostAsync("../x", """[{"title":"a"}]""").ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
    }

    [Fact]
    public async Task Each_scope_may_what_it_may()
    {
        var (read, publish) = (await _host.ClientAsync(KeyScope.Read), await _host.ClientAsync(KeyScope.Publish));

        await _host.Anybody.SendAsync("GET", "/api/entries").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await _host.Anybody.SendAsync("POST", "/api/entries", Two).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await read.SendAsync("POST", "/api/entries", Two).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(HttpStatusCode.OK, (await read.SendAsync("GET", "/api/entries")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await publish.SendAsync("POST", "/api/entries", Two)).StatusCode);
        var paths = (await _host.Anybody.SendAsync("GET", "/openapi/v1.json").ReadAsync()).GetProperty("paths").GetProperty("/api/entries");
        Assert.Equal(("listEntries", "postEntries"), (paths.GetProperty("get").Text("operationId"), paths.GetProperty("post").Text("operationId")));
    }

    [Fact]
    public async Task A_post_sent_again_under_its_key_is_answered_alike()
    {
        for (var time = 0; time < 2; time++)
        {
            var answer = await _host.Admin.SendAsync("POST", "/api/entries", Two, ("Idempotency-Key", "k")).ReadAsync();
            Assert.Equal(1, answer.GetProperty("warnings").GetInt32());
        }
    }

    [Fact]
    public async Task Entries_are_listed_newest_first_page_by_page_also_while_more_come()
    {
        await PostAsync("notices", """[{"title":"1","published":"2019-05-01"},{"title":"2","published":"2024-12-31"},{"title":"3","published":"2025-11-01"},{"title":"4","published":"2026-01-01"},{"title":"5","published":"2026-01-01T00:00:01Z"},{"title":"6","published":"2026-01-31"},{"title":"7","published":"2026-02-01"}]""").ReadAsync();
        var seen = new List<string>();
        string? address = "?limit=2";
        while (address is not null)
        {
            var page = await _host.Admin.SendAsync("GET", "/api/entries" + address).ReadAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("title")));
            address = page.TryGetProperty("next", out var next) ? $"?limit=2&cursor={next.GetString()}" : null;
            await PostAsync("notices", $$"""[{"title":"later {{seen.Count}}"}]""").ReadAsync();
        }

        Assert.Equal(["7", "6", "5", "4", "3", "2", "1"], seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0001")]
    [InlineData("00010101T0000000000000|a|b' or '1' eq '1")]
    [InlineData("99999999T0000000000000|a|b")]
    public async Task A_cursor_of_ones_own_making_is_refused(string key) => await _host.Admin
        .SendAsync("GET", "/api/entries?cursor=" + WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes("entries\n" + key)))
        .ProblemAsync(HttpStatusCode.BadRequest, "invalid-query");

    [Fact]
    public async Task A_cursor_at_the_beginning_of_time_ends_the_list()
    {
        var page = await _host.Admin.SendAsync("GET", "/api/entries?cursor=" + WebEncoders.Base64UrlEncode("entries\n00010101T0000000000000|a|b"u8)).ReadAsync();

        Assert.Empty(page.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_posted_entry_reaches_mailbox_and_webhook_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var webhook = await SubscribeAsync(receiver);

        for (var time = 0; time < 2; time++)
        {
            await _host.Admin.SendAsync("POST", "/api/entries", Two).ReadAsync();
            await _host.DrainAsync();
            _time.Advance(TimeSpan.FromMinutes(5));
            await _host.RunTimerAsync(WorkTimers.Sweep);
            await _host.DrainAsync();
        }

        var posted = Assert.Single(receiver.Received);
        Assert.Equal(WebhookVerdict.Valid, posted.Verify(webhook));
        var data = JsonDocument.Parse(posted.Body).RootElement.GetProperty("data");
        Assert.Equal(("batteries", "opened", "severe", "https://example.org/2"), (data.Text("rule"), data.Text("kind"), data.Text("severity"), data.GetProperty("entry").Text("link")));
        var deliveries = await _host.Admin.SendAsync("GET", $"/api/deliveries?warning={data.Text("id")}").ReadAsync();
        Assert.Equal(["sent", "sent"], deliveries.GetProperty("items").EnumerateArray().Select(delivery => delivery.Text("state")));
        Assert.Single(await MailsAsync(), mail => mail.Contains("关于锂电池的通知", StringComparison.Ordinal) && mail.Contains("https://example.org/2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_that_counts_entries_opens_when_they_come_and_cites_them()
    {
        await _host.Admin.SendAsync("PUT", "/api/rules/many", """{"id":"many","series":["copper-cn"],"ladder":[{"severity":"moderate","when":"count('锂电池', 30d) >= 2"}]}""").ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", """{"observations":[{"period":"2026-01-30","value":1}]}""").ReadAsync();
        await PostAsync("notices", """[{"title":"锂电池 a","id":"a"},{"title":"锂电池 b","id":"b"},{"title":"锂电池 old","id":"old","published":"2025-12-01"},{"title":"copper","id":"c"}]""").ReadAsync();
        await _host.DrainAsync();
        _time.Advance(TimeSpan.FromDays(1));
        await _host.RunTimerAsync(WorkTimers.Sweep);
        await _host.DrainAsync();

        var warning = Assert.Single((await _host.Admin.SendAsync("GET", "/api/warnings?series=copper-cn").ReadAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal("2026-01-31T08:00:00Z", warning.Text("period"));
        Assert.Equal(["a", "b"], warning.GetProperty("inputs").GetProperty("entries").EnumerateArray().Select(id => id.GetString()).Order());
    }

    /// <returns>The secret of the webhook.</returns>
    private async Task<string> SubscribeAsync(WebhookReceiver receiver)
    {
        await _host.Anybody.SendAsync("POST", "/api/subscriptions", """{"channel":{"type":"email","address":"buyer@example.org"},"match":{"rules":["batteries"]}}""").ReadAsync(HttpStatusCode.Accepted);
        await _host.DrainAsync();
        Assert.Equal(HttpStatusCode.OK, (await _host.Anybody.SendAsync("POST", await StoryTests.NewestLinkAsync(_host, "confirm"), new FormUrlEncodedContent([]))).StatusCode);
        return (await _host.Admin.SendAsync("POST", "/api/subscriptions", new { channel = new { type = "webhook", url = receiver.Url }, match = new { series = new[] { "notices" } } }).ReadAsync(HttpStatusCode.Accepted)).Text("secret");
    }

    private async Task<List<string>> MailsAsync()
    {
        var mails = new List<string>();
        foreach (var link in MailLink().Matches(await (await _host.Anybody.SendAsync("GET", "/mailbox")).Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value).Distinct())
            mails.Add(WebUtility.HtmlDecode(await (await _host.Anybody.SendAsync("GET", link)).Content.ReadAsStringAsync()));
        return mails;
    }

    [GeneratedRegex("href=\"(/mailbox/[^\"]+)\"")]
    private static partial Regex MailLink();

    private Task<HttpResponseMessage> PostAsync(string source, string entries) =>
        _host.Admin.SendAsync("POST", "/api/entries", $$"""{"source":"{{source}}","entries":{{entries}}}""");

    private async Task<List<JsonElement>> ItemsAsync(string query) => [.. (await _host.Admin.SendAsync("GET", "/api/entries" + query).ReadAsync()).GetProperty("items").EnumerateArray()];

    private static async Task<string> TextAsync(HttpClient client, string body) => await (await client.SendAsync("POST", "/api/entries", body)).Content.ReadAsStringAsync();
}
