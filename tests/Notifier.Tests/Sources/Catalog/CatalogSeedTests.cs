using System.Net;
using Notifier.Sources.Catalog;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Sources.Catalog;

/// <summary>What of the catalogue is stored at a start, and that it is stored once.</summary>
public sealed class CatalogSeedTests(AzuriteFixture azurite)
{
    private const string Known = "gfex-lithium-carbonate";

    private static readonly object Posted = new { kind = "push", series = new[] { new { id = "level", unit = "m" } } };

    private readonly string _prefix = NotifierHost.NewPrefix();

    [Fact]
    public async Task Those_that_need_no_key_are_stored_where_there_is_nothing_yet()
    {
        await using var host = await StartAsync("default");

        Assert.Equal(SourceCatalog.All.Where(source => !source.NeedsKey).Select(source => source.Definition.Id).Order(StringComparer.Ordinal), await IdsAsync(host));
        Assert.Contains(Known, await IdsAsync(host));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Nothing_is_stored_unless_it_is_asked_for(string? setting)
    {
        await using var host = await StartAsync(setting);

        Assert.Empty(await IdsAsync(host));
    }

    [Fact]
    public async Task Those_that_are_named_are_stored_beside_what_there_is()
    {
        await using (var first = await StartAsync("none"))
            await first.Admin.SendAsync("PUT", "/api/sources/tunnel", Posted).ReadAsync(HttpStatusCode.Created);

        await using var host = await StartAsync($" {Known} ");

        Assert.Equal([Known, "tunnel"], await IdsAsync(host));
    }

    [Fact]
    public async Task Who_has_sources_and_never_had_the_catalogues_did_not_ask_for_them()
    {
        await using (var first = await StartAsync("none"))
            await first.Admin.SendAsync("PUT", "/api/sources/tunnel", Posted).ReadAsync(HttpStatusCode.Created);

        await using var host = await StartAsync("default");

        Assert.Equal(["tunnel"], await IdsAsync(host));
    }

    [Fact]
    public async Task One_that_was_deleted_stays_deleted_and_one_that_was_changed_stays_changed()
    {
        await using (var first = await StartAsync("default"))
        {
            var answer = await first.Admin.SendAsync("GET", $"/api/sources/{Known}");
            await first.Admin.SendAsync("DELETE", $"/api/sources/{Known}", headers: ("If-Match", answer.Headers.ETag!.ToString())).ReadAsync(HttpStatusCode.NoContent);
        }

        await using var host = await StartAsync("default");
        Assert.DoesNotContain(Known, await IdsAsync(host));
        await host.Admin.SendAsync("PUT", $"/api/sources/{Known}", Posted).ReadAsync(HttpStatusCode.Created);

        await using var again = await StartAsync(Known);
        Assert.Equal("push", (await again.Admin.SendAsync("GET", $"/api/sources/{Known}").ReadAsync()).Text("kind"));
    }

    [Fact]
    public async Task The_API_shows_the_catalogue()
    {
        await using var host = await StartAsync("none");

        var list = await host.Admin.SendAsync("GET", "/api/source-catalog").ReadAsync();
        Assert.Equal(SourceCatalog.All.Select(source => source.Definition.Id), list.GetProperty("items").EnumerateArray().Select(item => item.Text("id")));
        var one = await host.Admin.SendAsync("GET", $"/api/source-catalog/{Known}").ReadAsync();
        Assert.Equal(("gfex", "GFEX"), (one.Text("kind"), one.Text("agency")));
        await host.Admin.SendAsync("GET", "/api/source-catalog/nothing").ReadAsync(HttpStatusCode.NotFound);
    }

    private Task<NotifierHost> StartAsync(string? setting) =>
        NotifierHost.StartAsync(azurite.ConnectionString, settings: new Dictionary<string, string?> { ["Notifier:Catalog"] = setting }, prefix: _prefix);

    private static async Task<List<string?>> IdsAsync(NotifierHost host) =>
        [.. (await host.Admin.SendAsync("GET", "/api/sources?limit=200").ReadAsync()).GetProperty("items").EnumerateArray().Select(item => item.Text("id"))];
}
