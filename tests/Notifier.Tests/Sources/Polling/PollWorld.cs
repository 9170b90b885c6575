using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Notifier.Sources.Polling;
using Notifier.Storage;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Polling;

/// <summary>The whole application on Azurite with a clock of the test's, and a server in the place of the source <c>prices</c>.</summary>
internal sealed class PollWorld : IAsyncDisposable
{
    public const string Table = "date,price\n2024-07-11,90\n2024-07-12,120\n";

    private PollWorld(NotifierHost host, StandIn server, FakeTimeProvider clock) => (Host, Server, Clock) = (host, server, clock);

    public NotifierHost Host { get; }

    public StandIn Server { get; }

    public FakeTimeProvider Clock { get; }

    public Poller Poller => Host.Services.GetRequiredService<Poller>();

    /// <summary>Noon of a Monday, a source of one daily series that is due at six, and a rule above 100 on it.</summary>
    public static async Task<PollWorld> StartAsync(AzuriteFixture azurite, Action<IHostApplicationBuilder>? compose = null, params (string Key, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 7, 15, 12, 0, 0, TimeSpan.Zero));
        var quick = new Dictionary<string, string?> { ["Notifier:Sources:RetryDelay"] = "00:00:00.001", ["Notifier:Sources:AttemptTimeout"] = "00:00:05" };
        foreach (var (key, value) in settings)
            quick[key] = value;
        var world = new PollWorld(await NotifierHost.StartAsync(azurite.ConnectionString, clock, quick, compose), await StandIn.StartAsync(), clock);
        await world.PutAsync("prices", "csv", "\"series\":[{\"id\":\"li\",\"unit\":\"CNY/t\",\"date\":\"date\",\"value\":\"price\"}]");
        await world.Host.Admin.SendAsync("PUT", "/api/rules/high", """{"id":"high","series":["li"],"above":"100 CNY/t"}""").ReadAsync(HttpStatusCode.Created);
        await world.Host.DrainAsync();
        return world;
    }

    /// <summary>Makes or changes a source that this server is asked for.</summary>
    public async Task PutAsync(string id, string kind, string more, string schedule = "0 0 18 * * *")
    {
        var body = $$"""{"kind":"{{kind}}","url":"{{Server.Address}}{{id}}","schedule":"{{schedule}}",{{more}}}""";
        var there = (await Host.Admin.SendAsync("GET", "/api/sources/" + id)).StatusCode == HttpStatusCode.OK;
        var put = await Host.Admin.SendAsync("PUT", "/api/sources/" + id, body, there ? [("If-Match", "*")] : []);
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
    }

    /// <summary>A first poll that opens an episode.</summary>
    public async Task GoodAsync()
    {
        Server.Answer(Table, "text/csv", 200, ("ETag", "\"1\""));
        await PollAsync();
        Assert.Equal(["2024-07-12 opened severe"], await WarningsAsync());
    }

    /// <summary>As an operator polls, and everything that follows.</summary>
    public async Task PollAsync(string source = "prices")
    {
        Assert.Equal(HttpStatusCode.Accepted, (await Host.Admin.SendAsync("POST", $"/api/sources/{source}/poll")).StatusCode);
        await Host.DrainAsync();
    }

    /// <summary>The timers of prices and policies, once, and everything that follows.</summary>
    public async Task TimerAsync()
    {
        await Host.RunTimerAsync(Notifier.Hosting.WorkTimers.PollPrices);
        await Host.RunTimerAsync(Notifier.Hosting.WorkTimers.PollPolicies);
        await Host.DrainAsync();
    }

    public Task<JsonElement> HealthAsync(string source = "prices") => Host.Admin.SendAsync("GET", $"/api/sources/{source}/health").ReadAsync();

    public async Task<string> StateAsync(string source = "prices") => (await HealthAsync(source)).Text("state");

    /// <summary><c>2024-07-12 opened minor</c>, the oldest first.</summary>
    public async Task<List<string>> WarningsAsync() => [.. (await Host.Admin.SendAsync("GET", "/api/warnings").ReadAsync()).GetProperty("items").EnumerateArray()
        .Select(warning => $"{warning.Text("period")} {warning.Text("kind")} {warning.Text("severity")}").Reverse()];

    /// <summary><c>2024-07-12 120</c>, the oldest first.</summary>
    public async Task<List<string>> ValuesAsync(string series = "li") => [.. (await Host.Admin.SendAsync("GET", $"/api/series/{series}/observations").ReadAsync()).GetProperty("items").EnumerateArray()
        .Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Text("period")} {value.GetProperty("value").GetDouble()}")).Order(StringComparer.Ordinal)];

    /// <summary>Everything that the rules know of the source, byte for byte.</summary>
    public async Task<string> RulesStateAsync()
    {
        var rows = await Host.Services.GetRequiredService<TableStore>().Table(TableName.State)
            .QueryAsync<Azure.Data.Tables.TableEntity>(row => row.PartitionKey.CompareTo("prices~") >= 0 && row.PartitionKey.CompareTo("prices~~") < 0).ToListAsync();
        Assert.NotEmpty(rows);
        return string.Join('\n', rows.Select(row => $"{row.PartitionKey} {row.RowKey} {row.ETag}"));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Server.DisposeAsync();
    }
}
