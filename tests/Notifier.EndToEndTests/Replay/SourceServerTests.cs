using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Notifier.Cli.Replay;
using Notifier.Core.Observations;

namespace Notifier.EndToEndTests.Replay;

public sealed class SourceServerTests
{
    private static readonly Series Lithium = new("lithium", "CNY/t");
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Prices_appear_day_by_day_and_an_unchanged_answer_is_304()
    {
        await using var server = await StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };

        Assert.True(server.Publish(Period.Parse("2020-11-01")).Prices);
        Assert.False(server.Publish(Period.Parse("2020-11-01")).Prices);
        using var first = await client.GetAsync("prices/lithium");
        using var again = new HttpRequestMessage(HttpMethod.Get, "prices/lithium") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var unchanged = await client.SendAsync(again);
        Assert.True(server.Publish(Period.Parse("2020-11-03")).Prices);
        var grown = JsonDocument.Parse(await client.GetStringAsync("prices/lithium")).RootElement.GetProperty("data");

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(["2020-11-01", "2020-11-02", "2020-11-03"], grown.EnumerateArray().Select(item => item.GetProperty("date").GetString()!));
        Assert.Equal(102.5, grown[2].GetProperty("close").GetDouble());
    }

    [Fact]
    public async Task Policy_notices_appear_on_their_day_and_the_feed_is_never_empty()
    {
        await using var server = await StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };

        server.Publish(Period.Parse("2020-11-01"));
        var before = await TitlesAsync(client);
        Assert.True(server.Publish(Period.Parse("2020-11-02")).Policies);
        var after = await TitlesAsync(client);

        Assert.Equal("About this feed", before[^1]);
        Assert.Equal(before.Count + 1, after.Count);
        Assert.Contains("新能源汽车产业发展规划", after[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Notices_have_their_own_addresses_and_some_are_on_batteries_in_both_languages()
    {
        var notices = PolicyNotice.All;

        Assert.Equal(notices.Count, notices.Select(notice => notice.Slug).Distinct().Count());
        Assert.All(notices, notice => Assert.True(Identifier.IsValid(notice.Slug), notice.Slug));
        Assert.Contains(notices, notice => notice.Title.Contains("电池", StringComparison.Ordinal));
        Assert.Contains(notices, notice => notice.Title.Contains("batteries", StringComparison.Ordinal));
        Assert.Contains(notices, notice => !(notice.Title + notice.Text).Contains("电池", StringComparison.Ordinal) && !notice.Translation.Contains("batter", StringComparison.OrdinalIgnoreCase));
    }

    private static Task<SourceServer> StartAsync()
    {
        var history = new History([new(Period.Parse("2020-11-01"), 100), new(Period.Parse("2020-11-02"), 101), new(Period.Parse("2020-11-03"), 102.5)]);
        return SourceServer.StartAsync([new PriceApi(Lithium, history)], new PolicyFeed(PolicyNotice.All), CancellationToken.None);
    }

    private static async Task<List<string>> TitlesAsync(HttpClient client) =>
        [.. XDocument.Parse(await client.GetStringAsync("policy.atom")).Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value)];
}
