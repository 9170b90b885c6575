using System.Net;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>What an operator sees of the end-to-end check.</summary>
public sealed class ProofTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_open_episode_whose_warning_nobody_recorded_is_shown()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-01-31T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString, time);
        await host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("PUT", "/api/rules/copper-high", """{"id":"copper-high","series":["copper-cn"],"above":80000,"severity":"severe"}""").ReadAsync(HttpStatusCode.Created);
        Assert.Equal("unknown", (await host.Admin.SendAsync("GET", "/api/health/proof").ReadAsync()).Text("status"));
        await host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", """{"observations":[{"period":"2026-01-29","value":79000},{"period":"2026-01-30","value":81000}]}""").ReadAsync();
        await host.DrainAsync();

        time.Advance(TimeSpan.FromMinutes(11));
        await host.RunTimerAsync(WorkTimers.Sweep);
        var well = await host.Admin.SendAsync("GET", "/api/health/proof").ReadAsync();
        await ForgetWarningsAsync(host);
        time.Advance(TimeSpan.FromMinutes(61));
        await host.RunTimerAsync(WorkTimers.Sweep);
        var lost = await host.Admin.SendAsync("GET", "/api/health/proof").ReadAsync();

        Assert.Equal(("ok", 1), (well.Text("status"), well.GetProperty("counts").GetProperty("warnings").GetInt32()));
        Assert.Equal("unproven", lost.Text("status"));
        Assert.Equal("notRecorded", lost.GetProperty("unproven")[0].Text("kind"));
        Assert.Equal(time.GetUtcNow(), lost.GetProperty("lastRun").GetDateTimeOffset());
    }

    private static async Task ForgetWarningsAsync(NotifierHost host)
    {
        var table = host.Services.GetRequiredService<TableStore>().Table(TableName.Warnings);
        await foreach (var row in table.QueryAsync<TableEntity>())
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All);
    }
}
