using System.Globalization;
using Microsoft.AspNetCore.Http;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Json;

/// <summary>Announcements that a JSON API lists; the answers are written for these tests.</summary>
public sealed class JsonEntriesTests : IAsyncLifetime
{
    private static readonly EntryFields Fields = new("$.title", "$.url", "$.date");

    private readonly SourceBench _bench = new(("Secrets:PRICE_KEY", "k-4711"));
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Each_part_of_an_entry_is_found_by_its_path()
    {
        _server.Answer("""
            {"rows":[{"no":"7","head":"Draft <em>lithium</em> &amp; nickel rule","path":"/a/7.html","at":"2024-07-12 09:30:00","changed":1720854000,"kind":"Proposed Rule",
              "extra":"{\"body\":\"[{\\\"v\\\":\\\"<p>Text of the rule<\\/p>\\\"}]\"}","who":[{"name":"Ministry A"},{"name":"Office B"}],"tags":["lithium","nickel"]}]}
            """, "application/json");

        var reading = await ReadAsync(new("$.head", "$.path", "$.at", "$.no", "$.changed", "$.none | $.head", "$.extra -> $.body -> $[*].v", "$.who[*].name", "$.tags", "$.kind"), "$.rows");

        var entry = Assert.Single(reading.Entries);
        Assert.Equal(("7", "Draft lithium & nickel rule", _server.Address + "a/7.html"), (entry.Id, entry.Title, entry.Link));
        Assert.Equal(("2024-07-12T01:30:00Z", "2024-07-13T07:00:00Z"), (entry.Published.ToString(), entry.Updated.ToString()));
        Assert.Equal(("Draft lithium & nickel rule", "Text of the rule"), (entry.Summary, entry.Content));
        Assert.Equal(["Ministry A", "Office B"], entry.Authors);
        Assert.Equal(["Proposed Rule", "lithium", "nickel"], entry.Categories);
    }

    [Theory]
    [InlineData("\"1720742400000\"", "2024-07-12")]
    [InlineData("1720742400", "2024-07-12")]
    [InlineData("\"[2024-07-12]\"", "2024-07-12")]
    [InlineData("\"2024年7月12日\"", "2024-07-12")]
    [InlineData("\"发布时间：2024/7/12 来源：网站\"", "2024-07-12")]
    public async Task A_date_is_read_however_it_is_written(string date, string expected)
    {
        _server.Answer($$"""[{"title":"x","url":"/x","date":{{date}}}]""", "application/json");

        var published = Assert.Single((await ReadAsync(Fields)).Entries).Published;

        Assert.Equal(expected, TimeZoneInfo.ConvertTimeFromUtc(published.Utc, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_text_that_names_two_dates_has_none()
    {
        _server.Answer("""[{"title":"x","url":"/x","date":"2024-07-12 to 2024-07-15"},{"title":"y","url":"/y","date":"2024-07-11"}]""", "application/json");

        Assert.Equal(["2024-07-15T04:00:00Z", "2024-07-11"], (await ReadAsync(Fields)).Entries.Select(entry => entry.Published.ToString()));
    }

    [Fact]
    public async Task Rows_without_title_and_link_are_left_out_and_counted()
    {
        _server.Answer("""[{"title":"","url":null,"date":"2024-07-12"},{"title":"a","date":"2024-07-12"},{"url":"/b","date":"2024-07-12"},{"title":"c","url":"javascript:alert(1)","date":"2024-07-12"},7]""", "application/json");

        var reading = await ReadAsync(Fields);

        Assert.Equal([("a", null), ("", _server.Address + "b"), ("c", null)], reading.Entries.Select(entry => (entry.Title, entry.Link)));
        Assert.Equal(2, reading.Skipped);
    }

    [Fact]
    public async Task A_link_is_made_of_fields_which_cannot_become_another_part_of_it()
    {
        _server.Answer("""[{"title":"a","id":"EPA-1","n":{"x":"q?&/é"},"date":"2024-07-12"},{"title":"b","date":"2024-07-12"}]""", "application/json");

        var reading = await ReadAsync(Fields with { Link = "https://example.org/{id}/{$.n.x}" });

        Assert.Equal(["https://example.org/EPA-1/q%3F%26/%C3%A9", null], reading.Entries.Select(entry => entry.Link));
    }

    [Fact]
    public async Task Pages_are_read_to_the_end_by_the_address_of_the_next()
    {
        _server.Answer(async context =>
        {
            var page = context.Request.Query["page"].ToString();
            await context.Response.WriteAsync(page switch
            {
                "" => """{"next":"/list?page=2","rows":[{"title":"a","date":"2024-07-12"}]}""",
                "2" => """{"next":"?page=3","rows":[{"title":"b","date":"2024-07-11"}]}""",
                _ => """{"next":null,"rows":[{"title":"c","date":"2024-07-10"}]}""",
            });
        });

        Assert.Equal(["a", "b", "c"], (await ReadAsync(Fields, "$.rows", "$.next")).Entries.Select(entry => entry.Title));
    }

    [Theory]
    [InlineData("list?cursor={next:}&key={secret:PRICE_KEY}", "$.cursor", """{"cursor":"a b{c}","rows":[{"title":"x"}]}""", "?cursor=&key=k-4711", "?cursor=a%20b%7Bc%7D&key=k-4711")]
    [InlineData("list?page={next:1}", "$.more", """{"more":true,"rows":[{"title":"x"}]}""", "?page=1", "?page=2")]
    [InlineData("list?page={next:1}", "$.page", """{"page":17,"rows":[{"title":"x"}]}""", "?page=1", "?page=17")]
    public async Task What_stands_for_the_next_page_is_put_into_its_place(string address, string next, string body, string first, string second)
    {
        _server.Answer(body, "application/json");

        await _bench.ReadAsync(Source(Fields with { Date = null }, "$.rows", next) with { Url = _server.Address + address, Pages = 2 });

        Assert.Equal([first, second], _server.Seen.Select(seen => seen.Query));
    }

    [Theory]
    [InlineData("\"https://evil.example/p\"")]
    [InlineData("\"http://127.0.0.1:1/p\"")]
    [InlineData("\"/list\"")]
    [InlineData("false")]
    [InlineData("{}")]
    public async Task No_other_host_and_no_page_twice_is_asked(string next)
    {
        _server.Answer($$"""{"next":{{next}},"rows":[{"title":"x","date":"2024-07-12"}]}""", "application/json");

        Assert.Single((await ReadAsync(Fields, "$.rows", "$.next")).Entries);
        Assert.Single(_server.Seen);
    }

    [Fact]
    public async Task A_list_without_end_is_read_to_the_most_pages_and_no_further_than_what_is_known()
    {
        var day = new DateOnly(2024, 7, 12);
        _server.Answer(async context =>
        {
            var page = int.Parse(context.Request.Query["p"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
            await context.Response.WriteAsync(FormattableString.Invariant($$"""{"next":"?p={{page + 1}}","rows":[{"title":"t{{page}}","date":"{{day.AddDays(-5 * page):yyyy-MM-dd}}"}]}"""));
        });

        var first = await ReadAsync(Fields, "$.rows", "$.next");
        Assert.Equal(5, first.Entries.Count);
        var again = await _bench.ReadAsync(Source(Fields, "$.rows", "$.next"), first.Cursor);
        Assert.Equal(3, again.Entries.Count);
    }

    [Fact]
    public async Task A_page_that_fails_fails_the_poll_so_that_nothing_old_is_told_as_new_later()
    {
        _server.Answer(async context =>
        {
            if (context.Request.QueryString.HasValue)
                context.Response.StatusCode = 404;
            else
                await context.Response.WriteAsync("""{"next":"?p=2","rows":[{"title":"a","date":"2024-07-12"}]}""");
        });

        var reading = await ReadAsync(Fields, "$.rows", "$.next");

        Assert.Equal((SourceFailureReason.NotFound, 0), (reading.Failure!.Reason, reading.Entries.Count));
    }

    [Theory]
    [InlineData("""{"rows":[]}""", "Empty", "127.0.0.1: 0 items where at least 1 are expected")]
    [InlineData("""{"rows":[{"t":"a"}]}""", "NotTheFormat", "127.0.0.1: none of 1 items has a title or a link: check 'title' and 'link' of 'entries'")]
    [InlineData("""{"rows":[{"title":"a","date":"soon"}]}""", "NotTheFormat", "127.0.0.1: none of 1 items has a date that can be read: check 'date' of 'entries'")]
    [InlineData("""{"rows":[],"message":"quota for k-4711"}""", "ErrorInBody", "127.0.0.1 answered with an error: quota for ***")]
    public async Task What_is_no_list_is_a_failure_with_its_reason(string body, string reason, string detail)
    {
        _server.Answer(body, "application/json");

        var failure = (await _bench.ReadAsync(Source(Fields, "$.rows") with { Url = _server.Address + "list?key={secret:PRICE_KEY}" })).Failure;

        Assert.Equal((reason, detail), (failure?.Reason.ToString(), failure?.Detail));
    }

    [Fact]
    public async Task A_secret_that_comes_back_is_shown_nowhere()
    {
        _server.Answer("""[{"title":"k-4711","url":"/x?key=k-4711","date":"2024-07-12","id":"k-4711"}]""", "application/json");

        var entry = Assert.Single((await _bench.ReadAsync(Source(Fields with { Id = "$.id" }) with { Url = _server.Address + "list?key={secret:PRICE_KEY}" })).Entries);

        Assert.Equal(("***", "***", _server.Address + "x?key=***"), (entry.Id, entry.Title, entry.Link));
    }

    [Theory]
    [InlineData("$.a[", null, "/entries/title")]
    [InlineData("$.a ~ (x", null, "/entries/title")]
    [InlineData("$.a ~ (x)(y)", null, "/entries/title")]
    [InlineData("$.a -> b[", null, "/entries/title")]
    [InlineData("http://x/{a[}", null, "/entries/title")]
    [InlineData("$.a", "$.n[", "/next")]
    public void What_cannot_be_a_definition_is_refused_with_its_place(string title, string? next, string pointer) =>
        Assert.Equal(pointer, Assert.Single(_bench.Kind("json").Check(Definition("json", "https://example.org/") with { Entries = new(title), Next = next })).Pointer);

    [Fact]
    public void A_source_brings_entries_or_observations_and_is_polled_accordingly()
    {
        var kind = _bench.Kind("json");
        var (values, entries) = (Definition("json", "https://example.org/", Series("li", "d", "v")), Definition("json", "https://example.org/") with { Entries = Fields });

        Assert.Equal((false, true), (kind.BringsEntriesBy(values), kind.BringsEntriesBy(entries)));
        Assert.Equal("/entries", Assert.Single(kind.Check(values with { Entries = Fields })).Pointer);
        Assert.Equal("/series", Assert.Single(kind.Check(Definition("json", "https://example.org/"))).Pointer);
    }

    [Fact]
    public async Task Observations_too_stand_in_JSON_within_JSON_and_on_several_pages()
    {
        _server.Answer(async context => await context.Response.WriteAsync(context.Request.QueryString.HasValue
            ? """{"rows":[{"data":"{\"day\":\"2024-07-12\",\"close\":\"2 \"}"}]}"""
            : """{"next":"?p=2","rows":[{"data":"{\"day\":\"2024-07-11\",\"close\":1}"}]}"""));

        var reading = await _bench.ReadAsync(Definition("json", _server.Address + "list", Series("li", "$.data -> $.day", "$.data -> $.close ~ ^([0-9.]+)")) with { Items = "$.rows", Next = "$.next" });

        Assert.Equal(["2024-07-11 1", "2024-07-12 2"], Lines(reading));
    }

    private SourceDefinition Source(EntryFields fields, string? items = null, string? next = null) =>
        Definition("json", _server.Address + "list") with { Items = items, Entries = fields, Next = next };

    private Task<SourceReading> ReadAsync(EntryFields fields, string? items = null, string? next = null) => _bench.ReadAsync(Source(fields, items, next));
}
