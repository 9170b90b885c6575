using System.Globalization;
using System.Text.Json;
using Notifier.Core.Entries;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Sources.Catalog;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Items;

/// <summary>The shapes of policy sources as they were seen, each with the definition that reads it and the items expected.</summary>
public sealed class PolicyFixtureTests : IAsyncLifetime
{
    /// <summary>What the table of expectations says in words, in the form that a definition has.</summary>
    private static readonly Dictionary<string, string> InWords = new()
    {
        ["$.deploytime (epoch ms, string or number)"] = "$.deploytime",
        ["following text (YYYY-MM-DD)"] = "@after",
    };

    private readonly SourceBench _bench = new(("Secrets:REGULATIONS_GOV", "key"));
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Theory]
    [InlineData("govcn_zuixinzhengce.json")]
    [InlineData("ndrc_fzggwl.html")]
    [InlineData("miit_search_info.json")]
    [InlineData("miit_unit_fragment.json")]
    [InlineData("mohurd_unit_fragment.json")]
    [InlineData("most_tztg.gb2312.html")]
    [InlineData("mofcom_article_b.html")]
    [InlineData("federal_register.json")]
    [InlineData("regulations_gov.json")]
    [InlineData("eurlex_oj_l.rss.xml")]
    [InlineData("jsonfeed11.json")]
    [InlineData("gbk_rss.xml")]
    public async Task A_fixture_gives_exactly_the_items_expected(string file)
    {
        var (source, items) = Expected(file);
        _server.Answer(await File.ReadAllBytesAsync(SharedData.PathOf($"policy/feeds/{file}"), TestContext.Current.CancellationToken), source.GetProperty("kind").GetString() == "html" ? "text/html" : "application/octet-stream");
        var definition = DefinitionOf(source);

        Assert.Empty(_bench.Kind(definition.Kind).Check(definition));
        var reading = await _bench.ReadAsync(definition);

        Assert.Null(reading.Failure);
        Assert.Equal(items.Select(Written), reading.Entries.Zip(items).Select(pair => Written(pair.First, pair.Second, definition)));
        Assert.Equal(items.Count, reading.Entries.Count);
    }

    [Theory]
    [InlineData("federal-register-lithium")]
    [InlineData("federal-register-batteries")]
    [InlineData("federal-register-critical-minerals")]
    public async Task A_rule_of_the_Federal_Register_carries_the_number_of_its_procedure(string id)
    {
        _server.Answer(
            """
            {"count":1,"results":[{"title":"Clean Vehicle Credits","document_number":"2024-09094","html_url":"https://www.federalregister.gov/d/2024-09094","publication_date":"2024-05-06",
            "abstract":null,"type":"Rule","agencies":[{"name":"Treasury Department"}],"regulation_id_numbers":["1545-BQ86","1545-BQ99"],"docket_ids":["TD 9995"]}]}
            """u8.ToArray(), "application/json");
        var packed = SourceCatalog.Find(id)!.Definition;
        Assert.Contains("fields%5B%5D=regulation_id_numbers", packed.Url, StringComparison.Ordinal);

        var entry = Assert.Single((await _bench.ReadAsync(packed with { Url = _server.Address + "list" })).Entries);

        Assert.Equal(["Rule", "1545-BQ86", "1545-BQ99", "TD 9995"], entry.Categories);
    }

    [Theory]
    [InlineData("govcn_zuixinzhengce.json", "govcn-policies")]
    [InlineData("govcn_zuixinzhengce.json", "govcn-gazette")]
    [InlineData("ndrc_fzggwl.html", "ndrc-orders")]
    [InlineData("miit_search_info.json", "miit-policies")]
    [InlineData("miit_unit_fragment.json", "miit-equipment")]
    [InlineData("mohurd_unit_fragment.json", "mohurd-policies")]
    [InlineData("most_tztg.gb2312.html", "most-notices")]
    [InlineData("mofcom_article_b.html", "mofcom-announcements")]
    [InlineData("federal_register.json", "federal-register-lithium")]
    [InlineData("regulations_gov.json", "regulations-gov-lithium")]
    [InlineData("eurlex_oj_l.rss.xml", "eurlex-official-journal")]
    public async Task A_source_of_the_catalogue_reads_the_fixture_of_its_shape(string file, string id)
    {
        var (source, items) = Expected(file);
        _server.Answer(await File.ReadAllBytesAsync(SharedData.PathOf($"policy/feeds/{file}"), TestContext.Current.CancellationToken), "application/octet-stream");
        var packed = SourceCatalog.Find(id)!.Definition;
        // The request that finds the list is tested elsewhere; a fixture is a few rows of it.
        var definition = packed with { Url = _server.Address + "list", Script = null, ExpectMinItems = 1, Entries = packed.Entries is null ? null : packed.Entries with { Base = packed.Entries.Base ?? source.GetProperty("url").GetString()!.Split(' ')[^1].Split('?')[0] } };
        if (file.StartsWith("mohurd", StringComparison.Ordinal))
            definition = definition with { Entries = definition.Entries! with { Base = packed.Url } };

        var reading = await _bench.ReadAsync(definition);

        Assert.Null(reading.Failure);
        Assert.Equal(items.Select(Written), reading.Entries.Zip(items).Select(pair => Written(pair.First, pair.Second, definition)));
        Assert.Equal(items.Count, reading.Entries.Count);
    }

    [Theory]
    [InlineData("js_redirect_shell.html", 200, "NotTheFormat", "leads to another by script")]
    [InlineData("waf_412.html", 200, "Blocked", "tests for a browser")]
    [InlineData("waf_412.html", 412, "Blocked", "refuses programs")]
    public async Task A_page_that_is_no_list_is_a_failure_that_says_what_to_do(string file, int status, string reason, string detail)
    {
        _server.Answer(await File.ReadAllBytesAsync(SharedData.PathOf($"policy/feeds/{file}"), TestContext.Current.CancellationToken), "text/html", status);
        var definition = Definition("html", _server.Address + "list") with { Items = "li", Entries = new("a", "a@href", "span") };

        var failure = (await _bench.ReadAsync(definition)).Failure!;

        Assert.Equal(reason, failure.Reason.ToString());
        Assert.Contains(detail, failure.Detail, StringComparison.Ordinal);
    }

    private static (JsonElement Source, List<JsonElement> Items) Expected(string file)
    {
        var expected = JsonDocument.Parse(SharedData.Read("policy/feeds/expected.json")).RootElement.GetProperty(file);
        return (expected.GetProperty("source"), [.. expected.GetProperty("items").EnumerateArray()]);
    }

    /// <summary>At this server; links are still of the place where the source was seen.</summary>
    private SourceDefinition DefinitionOf(JsonElement source)
    {
        string? Of(string name) => source.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? InWords.GetValueOrDefault(value.GetString()!, value.GetString()!) : null;
        var kind = Of("kind")!;
        var definition = Definition(kind, _server.Address + "list") with { Zone = Of("zone") ?? "UTC" };
        return kind == "feed" ? definition : definition with
        {
            Items = Of("items"),
            Html = Of("html"),
            Entries = new(Of("title"), Of("link"), Of("date"), Of("id"), Summary: Of("summary") ?? (kind == "json" && Of("date") == "$.deploytime" ? "$.infoextends -> $.infoContent -> $[0].fieldValue" : null), Base: Of("base") ?? Of("url")!.Split('?')[0]),
        };
    }

    private static string Written(JsonElement item) =>
        string.Join(" | ", new[] { "title", "link", "date", "id", "summary" }.Where(name => item.TryGetProperty(name, out _)).Select(name => item.GetProperty(name).GetString() ?? ""));

    /// <summary>The same members of an entry; a day is a day in the source's zone.</summary>
    private static string Written(Entry entry, JsonElement item, SourceDefinition definition)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(definition.Zone);
        var local = TimeZoneInfo.ConvertTime(new DateTimeOffset(entry.Published.Utc, TimeSpan.Zero), zone);
        var date = item.GetProperty("date").GetString()! switch
        {
            { Length: 10 } => (entry.Published.Utc.TimeOfDay == TimeSpan.Zero ? new DateTimeOffset(entry.Published.Utc) : local).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ['2', .., 'Z'] => local.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            _ => local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        };
        var values = new Dictionary<string, string> { ["title"] = entry.Title, ["link"] = entry.Link ?? "", ["date"] = date, ["id"] = entry.Id, ["summary"] = entry.Summary };
        return string.Join(" | ", new[] { "title", "link", "date", "id", "summary" }.Where(name => item.TryGetProperty(name, out _)).Select(name => values[name]));
    }
}
