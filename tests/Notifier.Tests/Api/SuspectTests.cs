using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Notifier.Api.Keys;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Values that the quality checks put aside: no alarm, listed, confirmed or rejected by a person.</summary>
public sealed class SuspectTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Series = "/api/series/copper-cn";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture));

    private NotifierHost _host = null!;
    private HttpClient _publisher = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await NotifierHost.StartAsync(azurite.ConnectionString, _time);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn","unit":"CNY/t"},{"id":"level","unit":"m"},{"id":"tin","unit":"CNY/t","checks":"none","max":9}]}""").ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("PUT", "/api/rules/high", """{"id":"high","series":["copper-cn","level"],"above":500000}""").ReadAsync(HttpStatusCode.Created);
        _publisher = await _host.ClientAsync(KeyScope.Publish);
        await PostAsync("copper-cn", ("2026-01-26", 79_000), ("2026-01-27", 79_100), ("2026-01-28", 79_200));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_hundredfold_price_warns_nobody_and_is_listed_with_its_reason()
    {
        Assert.Equal("""{"received":1,"stored":0,"revised":0,"warnings":0,"putAside":1}""", await PostAsync("copper-cn", ("2026-01-29", 7_920_000)));
        Assert.Equal("""{"received":1,"stored":0,"revised":0,"warnings":0}""", await PostAsync("copper-cn", ("2026-01-29", 7_920_000)));

        var item = Assert.Single((await ListAsync()).EnumerateArray());
        Assert.Equal("2026-01-29 scale held", $"{item.GetProperty("period")} {item.GetProperty("kind")} {item.GetProperty("state")}");
        Assert.Equal("×100 of 79,200 CNY/t (2026-01-28): a decimal point, or cents?", item.GetProperty("detail").GetString());
        var listed = await (await _host.Admin.SendAsync("GET", $"{Series}/observations")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("7920000", listed, StringComparison.Ordinal);
        var page = await (await _host.Admin.SendAsync("GET", "/series/copper-cn")).Content.ReadAsStringAsync();
        Assert.Contains("Put aside", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_confirms_it_and_it_is_evaluated_as_if_it_had_come_now()
    {
        await PostAsync("copper-cn", ("2026-01-29", 7_920_000));

        var answer = await TextAsync(await _publisher.SendAsync("POST", $"{Series}/suspects", """{"period":"2026-01-29","verdict":"confirm"}"""));

        Assert.Equal("""{"received":1,"stored":1,"revised":0,"warnings":1}""", answer);
        Assert.Equal("confirmed", Assert.Single((await ListAsync()).EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_person_rejects_it_and_it_stays_out()
    {
        await PostAsync("copper-cn", ("2026-01-29", 7_920_000));

        var answer = await TextAsync(await _publisher.SendAsync("POST", $"{Series}/suspects", """{"period":"2026-01-29","verdict":"reject"}"""));
        await PostAsync("copper-cn", ("2026-01-29", 7_920_000), ("2026-01-30", 79_300));

        Assert.Equal("""{"received":1,"stored":0,"revised":0,"warnings":0}""", answer);
        Assert.Equal("rejected", Assert.Single((await ListAsync()).EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_second_source_that_says_the_same_confirms_it_also_when_it_comes_later()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/two", """{"kind":"push","series":[{"id":"first","unit":"CNY/t","confirmedBy":"second"},{"id":"second","unit":"CNY/t","checks":"none"}]}""").ReadAsync(HttpStatusCode.Created);
        await PostAsync("first", ("2026-01-26", 79_000), ("2026-01-27", 79_100));
        Assert.Equal("""{"received":1,"stored":0,"revised":0,"warnings":0,"putAside":1}""", await PostAsync("first", ("2026-01-28", 550_000)));

        await PostAsync("second", ("2026-01-28", 545_000));
        Assert.Equal("""{"received":1,"stored":2,"revised":0,"warnings":0}""", await PostAsync("first", ("2026-01-29", 552_000)));
    }

    [Fact]
    public async Task What_the_source_has_corrected_is_not_to_be_judged_any_more()
    {
        await PostAsync("copper-cn", ("2026-01-29", 7_920_000));
        await PostAsync("copper-cn", ("2026-01-29", 79_300));

        Assert.Equal("corrected", Assert.Single((await ListAsync()).EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await _publisher.SendAsync("POST", $"{Series}/suspects", """{"period":"2026-01-29","verdict":"confirm"}""")).StatusCode);
        Assert.Equal("""{"received":1,"stored":0,"revised":0,"warnings":0}""", await PostAsync("copper-cn", ("2026-01-29", 7_920_000)));
    }

    [Fact]
    public async Task A_series_that_began_wrongly_begins_again_with_those_that_agree()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/more", """{"kind":"push","series":[{"id":"nickel","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
        await PostAsync("nickel", ("2026-01-26", 130));
        await PostAsync("nickel", ("2026-01-27", 130_500));
        await PostAsync("nickel", ("2026-01-28", 130_900));
        await PostAsync("nickel", ("2026-01-29", 131_000));

        var listed = await (await _host.Admin.SendAsync("GET", "/api/series/nickel/observations")).Content.ReadAsStringAsync();
        Assert.Equal("""{"items":[{"period":"2026-01-27","value":130500},{"period":"2026-01-28","value":130900},{"period":"2026-01-29","value":131000}]}""", listed);
        var suspects = (await _host.Admin.SendAsync("GET", "/api/series/nickel/suspects").ReadAsync()).GetProperty("items").EnumerateArray();
        Assert.Equal(["2026-01-26 held", "2026-01-27 confirmed", "2026-01-28 confirmed"], suspects.Select(one => $"{one.GetProperty("period")} {one.GetProperty("state")}"));
    }

    [Fact]
    public async Task Whoever_judges_a_value_that_nobody_put_aside_is_told_so()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _publisher.SendAsync("POST", $"{Series}/suspects", """{"period":"2026-01-28","verdict":"confirm"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _publisher.SendAsync("POST", $"{Series}/suspects", """{"period":"2026-01-28","verdict":"perhaps"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _host.ClientAsync(KeyScope.Read)).SendAsync("POST", $"{Series}/suspects", """{"period":"2026-01-28","verdict":"confirm"}""")).StatusCode);
    }

    [Fact]
    public async Task A_level_in_metres_may_jump_and_a_declared_maximum_holds_without_price_checks()
    {
        await PostAsync("level", ("2026-01-28", 1));

        Assert.Equal("""{"received":1,"stored":1,"revised":0,"warnings":1}""", await PostAsync("level", ("2026-01-29", 600_000)));
        Assert.Equal("""{"received":2,"stored":1,"revised":0,"warnings":0,"putAside":1}""", await PostAsync("tin", ("2026-01-28", 0.01), ("2026-01-29", 9.5)));
    }

    [Fact]
    public async Task A_source_with_checks_that_do_not_exist_is_refused()
    {
        var answer = await _host.Admin.SendAsync("PUT", "/api/sources/theirs", """{"kind":"push","series":[{"id":"zinc","checks":"all","min":2,"max":1}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("/series/0/checks", text, StringComparison.Ordinal);
        Assert.Contains("/series/0/min", text, StringComparison.Ordinal);
    }

    private async Task<System.Text.Json.JsonElement> ListAsync() => (await _host.Admin.SendAsync("GET", $"{Series}/suspects").ReadAsync()).GetProperty("items");

    private async Task<string> PostAsync(string series, params (string Period, double Value)[] observations) => await TextAsync(await _publisher.SendAsync(
        "POST",
        $"/api/series/{series}/observations",
        $$"""{"observations":[{{string.Join(',', observations.Select(one => string.Create(CultureInfo.InvariantCulture, $$"""{"period":"{{one.Period}}","value":{{one.Value}}}""")))}}]}"""));

    private static async Task<string> TextAsync(HttpResponseMessage answer) => await answer.Content.ReadAsStringAsync();
}
