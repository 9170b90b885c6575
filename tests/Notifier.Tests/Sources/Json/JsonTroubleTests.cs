using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Json;

/// <summary>Answers of JSON APIs as they really come, errors with status 200 among them.</summary>
public sealed class JsonTroubleTests : IAsyncLifetime
{
    private const string Secret = "s3cret-key-of-more-than-forty-characters-0123456789";

    private readonly SourceBench _bench = new(("Secrets:PRICE_KEY", Secret));
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Theory]
    [InlineData("""{"code":0,"msg":"success","data":[]}""", "Empty", "127.0.0.1: 0 items where at least 1 are expected")]
    [InlineData("""{"error":"","errors":[],"message":null,"data":[]}""", "Empty", "127.0.0.1: 0 items where at least 1 are expected")]
    [InlineData("""{"errors":[{"code":7,"message":"quota"}]}""", "ErrorInBody", "127.0.0.1 answered with an error: quota")]
    [InlineData("""{"Error Message":"s3cret-key-of-more-than-forty-characters-0123456789 is unknown"}""", "ErrorInBody", "127.0.0.1 answered with an error: *** is unknown")]
    [InlineData("""{"quandl_error":{"code":"QEPx04","message":"line one\nline two"}}""", "ErrorInBody", "127.0.0.1 answered with an error: line one line two")]
    [InlineData("""{"message":"<script>alert(1)</script>"}""", "ErrorInBody", "127.0.0.1 answered with an error: <script>alert(1)</script>")]
    [InlineData("""{"success":false}""", "ErrorInBody", "127.0.0.1 answered with an error")]
    [InlineData("""{"data":[{"date":"2024-07-11","value":"s3cret-key-of-more-than-forty-characters-0123456789"}]}""", "NotTheFormat", "127.0.0.1: item 1: '***' is not a number")]
    [InlineData("""{"data":[{"date":"2024-07-11","value":1e400}]}""", "NotTheFormat", "127.0.0.1: item 1: '1e400' is not a number")]
    [InlineData("""{"data":[{"date":"2024-07-11","value":true}]}""", "NotTheFormat", "127.0.0.1: item 1: 'true' is not a number")]
    [InlineData("""{"data":[{"date":"2024-07-11","value":1},{"date":"12/07/2024","value":2}]}""", "NotTheFormat", "127.0.0.1: item 2: '12/07/2024' is not a date that can be read")]
    [InlineData("""{"data":[{"date":"2024-07-11","close":1}]}""", "NotTheFormat", "127.0.0.1: none of 1 items has 'value': check 'value' of the series 'li'")]
    [InlineData("""{"data":[{"day":"2024-07-11","value":1}]}""", "NotTheFormat", "127.0.0.1: none of 1 items has a date that can be read: check 'date' of the series")]
    [InlineData("""{"data":[1,2,"x",null]}""", "NotTheFormat", "127.0.0.1: none of 4 items has a date that can be read: check 'date' of the series")]
    [InlineData("""{"data":"none"}""", "NotTheFormat", "127.0.0.1: there is no list at '$.data': check 'items'")]
    [InlineData("null", "NotTheFormat", "127.0.0.1: there is no list at '$.data': check 'items'")]
    [InlineData("""{"data":[{"date":"2024-07-11","value":NaN}]}""", "NotTheFormat", "127.0.0.1 answered with what is not JSON: line 1")]
    [InlineData("callback({\"data\":[]})", "NotTheFormat", "127.0.0.1 answered with what is not JSON: line 1")]
    public async Task What_is_no_answer_says_what_it_is_without_secrets(string body, string reason, string detail)
    {
        _server.Answer(body, "application/json");

        var reading = await ReadAsync("$.data", Series("li", "date", "value"));

        Assert.Equal((reason, detail), (reading.Failure?.Reason.ToString(), reading.Failure?.Detail));
        Assert.Empty(reading.Series);
        Assert.DoesNotContain(_bench.Logs.All, line => line.Contains(Secret[..20], StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_without_end_in_depth_is_an_error()
    {
        _server.Answer(new string('[', 100_000), "application/json");

        Assert.NotNull((await ReadAsync(null, Series("li", "date", "value"))).Failure);
    }

    [Fact]
    public async Task A_value_that_only_some_items_have_is_read_where_it_is()
    {
        _server.Answer("\uFEFF" + """[{"d":"2024-07-11","v":{"a.b":[1,2]}},{"d":"2024-07-12","v":{}},{"d":"2024-07-13","v":{"a.b":[3,-4.5]}}]""", "application/json");

        Assert.Equal(["2024-07-11 2", "2024-07-13 -4.5"], Lines(await ReadAsync(null, Series("li", "d", "$.v['a.b'][1]"))));
    }

    [Fact]
    public async Task A_sparse_series_may_be_absent_from_the_newest_items()
    {
        _server.Answer("""[{"d":"2024-07-11","li":1}]""", "application/json");
        var definition = Definition("json", _server.Address + "p", Series("li", "d", "li"), Series("ni", "d", "ni"));

        Assert.Null((await _bench.ReadAsync(definition, SourceCursor.Start with { LastPeriod = Core.Observations.Period.Parse("2024-07-01") })).Failure);
        Assert.NotNull((await _bench.ReadAsync(definition)).Failure);
    }

    private Task<SourceReading> ReadAsync(string? items, SourceSeries series) =>
        _bench.ReadAsync(Definition("json", _server.Address + "p?key={secret:PRICE_KEY}", series) with { Items = items });
}
