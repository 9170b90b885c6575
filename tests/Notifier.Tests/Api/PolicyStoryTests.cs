using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Sources.Catalog;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Policy and price together, as a person with curl lives it.</summary>
public sealed class PolicyStoryTests(AzuriteFixture azurite)
{
    private const string Forum = """
        {"source":"forum","entries":[{"title":"新能源汽车发展论坛：现有基地达到合理规模前不再新增产能布点","published":"2024-05-13T02:00:00Z",
        "content":"要加强锂、镍、钴等资源保障，推动价格回归理性。去年碳酸锂涨了10倍。动力电池回收利用管理办法将于2024年6月1日起施行。"}]}
        """;

    [Fact]
    public async Task An_announcement_is_read_told_and_joined_with_the_price()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString);
        await host.Admin.SendAsync("PUT", "/api/sources/forum", """{"kind":"push","zone":"Asia/Shanghai","agency":"MIIT"}""").ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("PUT", "/api/sources/prices", """{"kind":"push","zone":"Asia/Shanghai","series":[{"id":"lithium","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("PUT", "/api/rules/capacity", """{"id":"capacity","on":"entry","match":{"topics":["capacity_investment_control"],"agencies":["工信部"]},"severity":"severe"}""").ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("PUT", "/api/rules/squeeze", """{"id":"squeeze","series":["lithium"],"ladder":[{"severity":"extreme","when":"value >= 100000 and count(resource_security, 14d) >= 1"}]}""").ReadAsync(HttpStatusCode.Created);

        var taken = await host.Admin.SendAsync("POST", "/api/entries", Forum).ReadAsync();
        await host.Admin.SendAsync("POST", "/api/series/lithium/observations", """{"observations":[{"period":"2024-05-13","value":99000},{"period":"2024-05-14","value":101000}]}""").ReadAsync();
        await host.DrainAsync();

        Assert.Equal(1, taken.GetProperty("warnings").GetInt32());
        var entry = (await host.Admin.SendAsync("GET", "/api/entries").ReadAsync()).GetProperty("items")[0];
        Assert.Equal("要加强锂、镍、钴等资源保障，推动价格回归理性。", entry.GetProperty("topics").EnumerateArray().Single(topic => topic.Text("id") == "resource_security").Text("sentence"));
        var factor = entry.GetProperty("quantities").EnumerateArray().Single(quantity => quantity.Text("type") == "factor");
        Assert.Equal((11, 10), (factor.GetProperty("value").GetDouble(), factor.GetProperty("alt").GetDouble()));
        Assert.Equal("2024-06-01", entry.GetProperty("dates")[0].Text("date"));
        var warnings = (await host.Admin.SendAsync("GET", "/api/warnings").ReadAsync()).GetProperty("items").EnumerateArray().ToDictionary(warning => warning.Text("rule"));
        Assert.Contains("capacity_investment_control", warnings["capacity"].GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()));
        Assert.Contains("1 entry on resource_security in 14 days, the newest “新能源汽车发展论坛", warnings["squeeze"].Text("reason"), StringComparison.Ordinal);
        Assert.Equal([entry.Text("id")], warnings["squeeze"].GetProperty("inputs").GetProperty("entries").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task The_attention_to_a_topic_is_a_series()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString);
        var attention = SourceCatalog.Find("policy-attention")!;
        await host.Admin.SendAsync("PUT", "/api/sources/policy-attention", System.Text.Encoding.UTF8.GetString(attention.File)).ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("PUT", "/api/sources/forum", """{"kind":"push","zone":"Asia/Shanghai","agency":"MIIT"}""").ReadAsync(HttpStatusCode.Created);

        var today = host.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await host.Admin.SendAsync("POST", "/api/entries", $$"""{"source":"forum","entries":[{"title":"严控新增产能","published":"{{today}}"}]}""").ReadAsync();
        await host.DrainAsync();

        var newest = (await host.Admin.SendAsync("GET", $"/api/series/policy-capacity-investment-control/observations?from={today}").ReadAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(newest, one => one.Text("period") == today && one.GetProperty("value").GetDouble() == 1);
    }
}
