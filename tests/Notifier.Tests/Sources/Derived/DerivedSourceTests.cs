using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Derived;

/// <summary>Series that follow from others, from the post of an input to the warning.</summary>
public sealed class DerivedSourceTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture));

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await NotifierHost.StartAsync(azurite.ConnectionString, _time);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"lithium","unit":"CNY/t"},{"id":"cny-usd","unit":"CNY/USD"}]}""").ReadAsync(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_input_that_is_posted_is_followed_at_once_and_each_value_cites_its_inputs()
    {
        await PutAsync("""{"kind":"derived","series":[{"id":"lithium-usd","unit":"USD/kg","formula":"exvat(lithium, 13%) / cny-usd"}]}""", HttpStatusCode.Created);
        await _host.Admin.SendAsync("PUT", "/api/rules/high", """{"id":"high","series":["lithium-usd"],"above":"11 USD/kg"}""").ReadAsync(HttpStatusCode.Created);
        await PostAsync("cny-usd", ("2026-01-28", 7));
        await PostAsync("lithium", ("2026-01-28", 79_100));
        await _host.DrainAsync();
        await PostAsync("lithium", ("2026-01-29", 94_920));
        await _host.DrainAsync();

        var items = await ItemsAsync("/api/series/lithium-usd/observations");
        Assert.Equal([10, 12], items.EnumerateArray().Select(item => Math.Round(item.GetProperty("value").GetDouble(), 9)));
        Assert.Equal("cny-usd 7 CNY/USD (2026-01-28), lithium 94,920 CNY/t (2026-01-29); USD/t × 0.001 = USD/kg", items[1].GetProperty("note").GetString());
        Assert.Equal("lithium-usd", Assert.Single((await ItemsAsync("/api/warnings")).EnumerateArray()).GetProperty("series").GetString());
    }

    [Fact]
    public async Task A_difference_of_prices_may_jump_and_change_its_sign()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/theirs", """{"kind":"push","series":[{"id":"futures","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
        await PutAsync("""{"kind":"derived","series":[{"id":"basis","unit":"CNY/t","formula":"lithium - futures"}]}""", HttpStatusCode.Created);
        await PostAsync("futures", ("2026-01-27", 70_000), ("2026-01-28", 70_000), ("2026-01-29", 73_000));
        await PostAsync("lithium", ("2026-01-27", 70_000), ("2026-01-28", 70_010), ("2026-01-29", 71_000));
        await _host.DrainAsync();

        var items = await ItemsAsync("/api/series/basis/observations");
        Assert.Equal([0, 10, -2_000], items.EnumerateArray().Select(item => item.GetProperty("value").GetDouble()));
    }

    [Fact]
    public async Task A_late_rate_corrects_what_followed_from_the_one_before()
    {
        await PutAsync("""{"kind":"derived","series":[{"id":"lithium-usd","unit":"USD/t","formula":"lithium / cny-usd"}]}""", HttpStatusCode.Created);
        await PostAsync("cny-usd", ("2026-01-28", 7));
        await PostAsync("lithium", ("2026-01-28", 70_000), ("2026-01-29", 70_000));
        await _host.DrainAsync();
        await PostAsync("cny-usd", ("2026-01-29", 7.2));
        await _host.DrainAsync();

        var items = await ItemsAsync("/api/series/lithium-usd/observations");
        Assert.Equal([10_000, 9_722.222], items.EnumerateArray().Select(item => Math.Round(item.GetProperty("value").GetDouble(), 3)));
    }

    [Fact]
    public async Task A_series_may_follow_from_a_derived_one_but_not_from_itself()
    {
        await PutAsync("""{"kind":"derived","series":[{"id":"lithium-usd","unit":"USD/t","formula":"lithium / cny-usd"}]}""", HttpStatusCode.Created);
        await _host.Admin.SendAsync("PUT", "/api/sources/second", """{"kind":"derived","series":[{"id":"lithium-lb","unit":"USD/lb","formula":"lithium-usd"}]}""").ReadAsync(HttpStatusCode.Created);
        await PostAsync("cny-usd", ("2026-01-28", 7));
        await PostAsync("lithium", ("2026-01-28", 70_000));
        await _host.DrainAsync();
        Assert.Equal(4.5359237, (await ItemsAsync("/api/series/lithium-lb/observations"))[0].GetProperty("value").GetDouble(), 9);

        var circle = await _host.Admin.SendAsync("PUT", "/api/sources/third", """{"kind":"derived","series":[{"id":"a","formula":"b + lithium"},{"id":"b","formula":"a * 2"}]}""");
        var text = await circle.Content.ReadAsStringAsync();
        Assert.Contains("a → b → a", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"derived","series":[{"id":"x","unit":"USD/t","formula":"lithium / euro"}]}""", "No source has a series 'euro'")]
    [InlineData("""{"kind":"derived","series":[{"id":"x","unit":"EUR/t","formula":"lithium / cny-usd"}]}""", "cannot be converted to 'EUR/t'")]
    [InlineData("""{"kind":"derived","series":[{"id":"x","formula":"lithium +"}]}""", "(column 10)")]
    [InlineData("""{"kind":"derived","series":[{"id":"x"}]}""", "say how it follows")]
    [InlineData("""{"kind":"derived","url":"https://example.com","series":[{"id":"x","formula":"lithium"}]}""", "asks nobody")]
    [InlineData("""{"kind":"push","series":[{"id":"x","formula":"lithium"}]}""", "Only a source of the kind 'derived'")]
    public async Task A_definition_that_cannot_be_computed_is_refused_with_its_place(string definition, string detail)
    {
        var answer = await PutAsync(definition, HttpStatusCode.BadRequest);

        Assert.Contains(detail, answer, StringComparison.Ordinal);
        Assert.Contains("\"pointer\":", answer, StringComparison.Ordinal);
    }

    private async Task<string> PutAsync(string definition, HttpStatusCode expected)
    {
        var answer = await _host.Admin.SendAsync("PUT", "/api/sources/computed", definition);
        var text = System.Text.RegularExpressions.Regex.Unescape((await answer.Content.ReadAsStringAsync()).Replace("\\\"", "'", StringComparison.Ordinal));
        Assert.True(expected == answer.StatusCode, text);
        return text;
    }

    private async Task<System.Text.Json.JsonElement> ItemsAsync(string address) => (await _host.Admin.SendAsync("GET", address).ReadAsync()).GetProperty("items");

    private async Task PostAsync(string series, params (string Period, double Value)[] observations) => await _host.Admin.SendAsync(
        "POST",
        $"/api/series/{series}/observations",
        $$"""{"observations":[{{string.Join(',', observations.Select(one => string.Create(CultureInfo.InvariantCulture, $$"""{"period":"{{one.Period}}","value":{{one.Value}}}""")))}}]}""").ReadAsync();
}
