using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Json;

public sealed class JsonSourceTests : IAsyncLifetime
{
    private readonly SourceBench _bench = new(("Secrets:PRICE_KEY", "k-4711"));
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Theory]
    [InlineData("$.data", "$.date", "$.close", """{"data":[{"date":"2024-07-11","close":90000},{"date":"2024-07-12","close":"90500.5"}]}""")]
    [InlineData("data", "date", "close", """{"data":[{"date":"20240711","close":90000},{"date":"20240712","close":"90500.5"}]}""")]
    [InlineData("$.chart[0]['all rows'][*]", "$[0]", "$[-1]", """{"chart":[{"all rows":[["2024/07/11",1,90000],["2024-07-12T08:00:00Z",1,90500.5]]}]}""")]
    [InlineData(null, "$.t", "$.q.last", """[{"t":1720656000,"q":{"last":90000}},{"t":1720742400000,"q":{"last":90500.5}}]""")]
    [InlineData("$.rows[?@.grade == 'battery']", "$['the date']", "$..close", """{"rows":[{"grade":"battery","the date":"2024-07-11","q":[{"close":90000}]},{"grade":"other"},{"grade":"battery","the date":"2024-07-12","q":[{"close":90500.5}]}]}""")]
    [InlineData("all-rows.1st", "the date", "last 'x'['y.z']", """{"all-rows":{"1st":[{"the date":"2024-07-11","last 'x'":{"y.z":90000}},{"the date":"2024-07-12","last 'x'":{"y.z":"90500.5"}}]}}""")]
    [InlineData("$.data", "$.x -> $.d", "$.x -> $.v", """{"data":[{"x":"{\"d\":\"2024-07-11\",\"v\":\"90000\"}"},{"x":"{\"d\":\"2024-07-12\",\"v\":90500.5}"}]}""")]
    public async Task Items_dates_and_values_are_found_by_path(string? items, string date, string value, string body)
    {
        _server.Answer(body, "application/json");

        Assert.Equal(["2024-07-11 90000", "2024-07-12 90500.5"], Lines(await ReadAsync(items, Series("li", date, value))));
    }

    [Fact]
    public async Task One_object_is_one_item()
    {
        _server.Answer("""{"timestamp":"2024-07-12 15:00:00","price":5}""", "application/json");

        Assert.Equal(["2024-07-12 5"], Lines(await ReadAsync("$", Series("li", "timestamp", "price"))));
    }

    [Fact]
    public async Task Null_and_missing_markers_are_no_observations()
    {
        _server.Answer("""[{"date":"2024-07-09","value":null},{"date":"2024-07-10","value":"."},{"date":"2024-07-11"},{"date":"2024-07-12","value":1}]""", "application/json");

        Assert.Equal(["2024-07-12 1"], Lines(await ReadAsync(null, Series("li", "date", "value"))));
    }

    [Theory]
    [InlineData("""{"data":[]}""", "Empty", "0 items where at least 1 are expected")]
    [InlineData("""{"rows":[]}""", "NotTheFormat", "there is no list at '$.data': check 'items'")]
    [InlineData("""{"data":[{"date":"2024-07-12","value":{"v":1}}]}""", "NotTheFormat", """item 1: '{"v":1}' is not a number""")]
    [InlineData("""{"Note":"Thank you for using k-4711 twice"}""", "ErrorInBody", " answered with an error: Thank you for using *** twice")]
    [InlineData("""{"success":false,"error":{"code":104,"info":"quota"}}""", "ErrorInBody", " answered with an error: quota")]
    [InlineData("""{"data":[{"date":"2024-07-12","value":1}""", "Truncated", " broke off in the middle of its JSON")]
    [InlineData("price: 5", "NotTheFormat", " answered with what is not JSON: line 1")]
    [InlineData("<!DOCTYPE html><html><body>Welcome</body></html>", "NotTheFormat", " answered with an HTML page where JSON was expected: check its address")]
    [InlineData("<html><script>document.cookie=\"HW_CHECK=0\"</script></html>", "Blocked", " answered with a page that tests for a browser: it refuses programs; ask its owner, or use another source")]
    public async Task What_is_not_the_answer_expected_is_a_failure_with_its_reason(string body, string reason, string detail)
    {
        _server.Answer(body, "application/json");

        var reading = await ReadAsync("$.data", Series("li", "date", "value"));

        Assert.Equal(reason, reading.Failure?.Reason.ToString());
        Assert.Equal(detail[0] == ' ' ? "127.0.0.1" + detail : "127.0.0.1: " + detail, reading.Failure!.Detail);
    }

    [Theory]
    [InlineData("$.", "/items")]
    [InlineData("$.a..", "/items")]
    [InlineData("$.a[?@.b = 1]", "/items")]
    [InlineData("$.a[", "/items")]
    [InlineData("$.a[x]", "/items")]
    public void A_wrong_path_is_refused(string items, string pointer)
    {
        var definition = Definition("json", "https://example.org/", Series("li", "date", "value")) with { Items = items };

        Assert.Equal(pointer, Assert.Single(_bench.Kind("json").Check(definition)).Pointer);
    }

    [Fact]
    public void A_series_without_paths_is_refused() =>
        Assert.Equal(["/series/0/date", "/series/0/value"], _bench.Kind("json").Check(Definition("json", "https://example.org/", Series("li"))).Select(problem => problem.Pointer));

    private Task<SourceReading> ReadAsync(string? items, SourceSeries series) =>
        _bench.ReadAsync(Definition("json", _server.Address + "prices?key={secret:PRICE_KEY}", series) with { Items = items });
}
