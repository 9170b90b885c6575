using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Gfex;

/// <summary>Lists that are wrong or not whole, answers that are none, and definitions that are refused.</summary>
public sealed class GfexFailureTests : IAsyncLifetime
{
    private readonly SourceBench _bench = new();
    private GfexStandIn _exchange = null!;

    public async ValueTask InitializeAsync() => _exchange = await GfexStandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _exchange.DisposeAsync();
        _bench.Dispose();
    }

    [Theory]
    [InlineData("碳酸锂小计", "lc", "500", "3000", "the volume of 碳酸锂 adds up to 300 and its total is 500: the list is not whole")]
    [InlineData("碳酸锂小计", "lc", "300", "2999", "the open interest of 碳酸锂 adds up to 3000 and its total is 2999: the list is not whole")]
    [InlineData("碳酸锂小计", "", "300", "1", "the open interest of 碳酸锂 adds up to 3000 and its total is 1: the list is not whole")]
    [InlineData("总计", "", "400", "4000", "the volume of all contracts adds up to 410 and its total is 400: the list is not whole")]
    [InlineData("总计", null, "410", "4000", "the open interest of all contracts adds up to 4100 and its total is 4000: the list is not whole")]
    public async Task Totals_that_do_not_add_up_are_told_and_nothing_of_the_day_is_kept(string variety, string? symbol, string volume, string interest, string problem)
    {
        var order = symbol is null ? "null" : $"\"{symbol}\"";
        _exchange.Trade("2024-07-11", "lc2411 92550 216000").Publish("2024-07-12", $$"""
            {"code":"0","msg":"ok","data":[
              {"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2408","clearPrice":90550,"volumn":100,"openInterest":1000},
              {"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2411","clearPrice":91950,"volumn":"200","openInterest":"2000"},
              {"variety":"工业硅","varietyOrder":"si","delivMonth":"2409","clearPrice":10505,"volumn":110,"openInterest":1100},
              {"variety":"{{variety}}","varietyOrder":{{order}},"delivMonth":"","clearPrice":null,"volumn":{{volume}},"openInterest":"{{interest}}"}]}
            """);

        var reading = await ReadAsync("2024-07-10");

        Assert.Equal(new SourceFailure(SourceFailureReason.Truncated, "127.0.0.1: 2024-07-12: " + problem), reading.Failure);
        Assert.Equal(["2024-07-11 92550"], Lines(reading));
        Assert.Equal(Period.Parse("2024-07-11"), reading.Cursor.LastPeriod);
    }

    [Theory]
    [InlineData(200, """{"code":"0","msg":"ok","data":[]}""", "Empty", ": 2024-07-12: the list is empty, without even a total")]
    [InlineData(200, """{"code":"0","msg":"ok"}""", "NotTheFormat", ": 2024-07-12: there is no list 'data'")]
    [InlineData(200, """{"code":"500","msg":"系统异常"}""", "ErrorInBody", ": 2024-07-12: an error with the code 500: 系统异常")]
    [InlineData(200, """{"code":-1,"msg":null,"data":[]}""", "ErrorInBody", ": 2024-07-12: an error with the code -1: ")]
    [InlineData(200, """{"code":"0","data":[{"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2411","clearPrice":"","volumn":1,"openInterest":2}]}""", "NotTheFormat", ": 2024-07-12: lc2411 has no settlement price")]
    [InlineData(200, """{"code":"0","data":[{"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2411","clearPrice":"9万","volumn":1,"openInterest":2}]}""", "NotTheFormat", ": 2024-07-12: row 1 is neither a contract nor a total: a symbol, a delivery month or a price cannot be read")]
    [InlineData(200, """{"code":"0","data":[{"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2413","clearPrice":9,"volumn":1,"openInterest":2}]}""", "NotTheFormat", ": 2024-07-12: row 1 is neither a contract nor a total: a symbol, a delivery month or a price cannot be read")]
    [InlineData(200, """{"code":"0","data":[{"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2411","clearPrice":9,"volumn":1,"openInterest":"many"}]}""", "NotTheFormat", ": 2024-07-12: row 1 has a volume or an open interest that is not a number")]
    [InlineData(200, """{"code":"0","data":[{"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2411","clearPrice":9,"volumn":1,"openInterest":2},{"variety":"碳酸锂","varietyOrder":"LC","delivMonth":2411,"clearPrice":8,"volumn":1,"openInterest":2}]}""", "NotTheFormat", ": 2024-07-12: the contract lc2411 stands there twice")]
    [InlineData(200, """{"code":"0","data":[null]}""", "NotTheFormat", ": 2024-07-12: row 1 is nothing")]
    [InlineData(200, """{"code":"0","data":[{"variety":"碳酸锂","volumn":[1]}]}""", "NotTheFormat", " answered with JSON of another shape at $.data[0].volumn")]
    [InlineData(200, """{"code":"0","data":[{"variety":"碳酸锂","varietyO""", "Truncated", " broke off in the middle of its JSON")]
    [InlineData(200, "<html><script>document.cookie='acw_sc__v2=1'</script></html>", "Blocked", " answered with a page that tests for a browser: it refuses programs; ask its owner, or use another source")]
    [InlineData(200, "", "Empty", " answered with nothing")]
    [InlineData(412, "", "Blocked", " answered 412: it refuses programs; ask its owner, or use another source")]
    [InlineData(404, "", "NotFound", " answered 404: check the path of its address")]
    [InlineData(302, "", "ClientError", " answered 302: it redirects too often, or to where it must not be followed; write the final address")]
    public async Task What_is_not_the_list_expected_is_a_failure_with_its_reason(int status, string body, string reason, string detail)
    {
        _exchange.Publish("2024-07-12", body, status);

        var reading = await ReadAsync("2024-07-11");

        Assert.Equal((reason, "127.0.0.1" + detail), (reading.Failure?.Reason.ToString(), reading.Failure?.Detail));
        Assert.Equal(Period.Parse("2024-07-11"), reading.Cursor.LastPeriod);
        Assert.Empty(Lines(reading));
    }

    [Fact]
    public async Task An_empty_list_of_long_ago_is_a_day_without_trading()
    {
        _exchange.Publish("2024-06-10", """{"code":"0","msg":"ok","data":[]}""");

        var reading = await ReadAsync("2024-06-20", "2024-06-09");

        Assert.Equal(SourceFailureReason.Empty, reading.Failure?.Reason);
        Assert.Null((await ReadAsync("2024-06-25", "2024-06-09")).Failure);
    }

    [Fact]
    public async Task A_list_that_stays_wrong_is_told_once_and_does_not_hold_up_the_days_behind_it()
    {
        _exchange.Trade("2024-06-11", "lc2411 92550 216000").Trade("2024-06-12", "lc2411 92600 216000").Publish("2024-06-10", """
            {"code":"0","data":[
              {"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2411","clearPrice":91950,"volumn":1,"openInterest":2},
              {"variety":"总计","varietyOrder":"","delivMonth":"","clearPrice":null,"volumn":1,"openInterest":3}]}
            """);

        var soon = await ReadAsync("2024-06-12", "2024-06-09");
        var later = await ReadAsync("2024-06-25", "2024-06-09");

        Assert.Equal(Period.Parse("2024-06-09"), soon.Cursor.LastPeriod);
        Assert.Empty(Lines(soon));
        Assert.Equal(soon.Failure, later.Failure);
        Assert.Equal(["2024-06-11 92550", "2024-06-12 92600"], Lines(later));
    }

    [Fact]
    public async Task A_day_that_cannot_be_asked_for_is_never_left_out()
    {
        _exchange.Publish("2024-06-10", "<html></html>").Trade("2024-06-11", "lc2411 92550 216000");

        Assert.Equal(Period.Parse("2024-06-09"), (await ReadAsync("2024-07-25", "2024-06-09")).Cursor.LastPeriod);
    }

    [Fact]
    public async Task Too_few_contracts_are_told()
    {
        _exchange.Trade("2024-07-12", "lc2411 91950 221034");

        var reading = await _bench.ReadAsync(Definition() with { ExpectMinItems = 2 }, From("2024-07-11"));

        Assert.Equal(new SourceFailure(SourceFailureReason.Empty, "127.0.0.1: 2024-07-12: 1 contracts where at least 2 are expected"), reading.Failure);
    }

    [Fact]
    public async Task A_contract_that_is_gone_without_a_later_one_is_told()
    {
        _exchange.Trade("2024-07-12", "lc2408 90550 16877");
        var cursor = From("2024-07-11") with { Marks = new Dictionary<string, string> { ["lithium"] = "2411" } };

        var reading = await _bench.ReadAsync(Definition(), cursor);

        Assert.Equal("127.0.0.1: 2024-07-12: neither lc2411 nor a later contract is listed", reading.Failure?.Detail);
        Assert.Equal("2411", reading.Cursor.Marks!["lithium"]);
    }

    [Fact]
    public async Task A_series_without_a_settlement_waits_alone_and_is_named()
    {
        _exchange.Trade("2024-06-11", "lc2411 92550 216000", "si2409 12000 90000").Trade("2024-06-12", "lc2411 - 216000", "si2409 12100 90000").Trade("2024-06-13", "lc2411 92700 216000", "si2409 12200 90000");

        var first = await ReadTwoAsync("2024-06-13", From("2024-06-10"));
        Assert.Equal(new SourceFailure(SourceFailureReason.NotTheFormat, "127.0.0.1: 2024-06-12: lc2411 has no settlement price"), first.Failure);
        Assert.Equal(["2024-06-11 92550"], LinesOf(first, "lithium"));
        Assert.Equal(["2024-06-11 12000", "2024-06-12 12100", "2024-06-13 12200"], LinesOf(first, "silicon"));
        Assert.Equal(Period.Parse("2024-06-11"), first.Cursor.LastPeriod);

        // Only the day that is waited for and the new one are asked for.
        var asked = _exchange.Asked.Count;
        _exchange.Trade("2024-06-14", "lc2411 92800 216000", "si2409 12300 90000");
        var second = await ReadTwoAsync("2024-06-14", first.Cursor);
        Assert.Equal(["20240612", "20240614"], _exchange.Asked.Skip(asked));
        Assert.Equal((first.Failure, 0, "2024-06-14 12300"), (second.Failure, LinesOf(second, "lithium").Count, Assert.Single(LinesOf(second, "silicon"))));

        var late = await ReadTwoAsync("2024-06-28", second.Cursor);
        Assert.Equal(["2024-06-13 92700", "2024-06-14 92800"], LinesOf(late, "lithium"));
        Assert.Equal((first.Failure, Period.Parse("2024-06-27")), (late.Failure, late.Cursor.LastPeriod));

        _exchange.Trade("2024-06-12", "lc2411 92600 216000", "si2409 12100 90000");
        var mended = await ReadTwoAsync("2024-06-14", second.Cursor);
        Assert.Equal(["2024-06-12 92600", "2024-06-13 92700", "2024-06-14 92800"], LinesOf(mended, "lithium"));
        Assert.Empty(LinesOf(mended, "silicon"));
        Assert.Equal((null, Period.Parse("2024-06-14")), (mended.Failure, mended.Cursor.LastPeriod));
    }

    [Fact]
    public async Task Today_a_series_without_a_settlement_waits_in_silence()
    {
        _exchange.Trade("2024-06-13", "lc2411 - 216000", "si2409 12200 90000");

        var reading = await ReadTwoAsync("2024-06-13", From("2024-06-12"));

        Assert.Equal(["2024-06-13 12200"], LinesOf(reading, "silicon"));
        Assert.Equal((null, Period.Parse("2024-06-12")), (reading.Failure, reading.Cursor.LastPeriod));
    }

    [Fact]
    public void What_does_nothing_and_what_cannot_be_is_refused()
    {
        var definition = SourceBench.Definition("gfex", "ftp://example.org/", Series("a", "date", "value", "lc2411", Frequency.Weekly)) with
        {
            Items = "$.data",
            Headers = new Dictionary<string, string> { ["Accept"] = "x" },
        };

        Assert.Equal(
            ["/headers", "/items", "/series/0/date", "/series/0/frequency", "/series/0/symbol", "/series/0/value", "/url"],
            _bench.Kind("gfex").Check(definition).Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
        Assert.Equal("/series", Assert.Single(_bench.Kind("gfex").Check(SourceBench.Definition("gfex", ""))).Pointer);
        Assert.Empty(_bench.Kind("gfex").Check(Definition() with { Url = "" }));
    }

    private static SourceCursor From(string last) => SourceCursor.Start with { LastPeriod = Period.Parse(last) };

    private SourceDefinition Definition() => SourceBench.Definition("gfex", _exchange.Server.Address.ToString(), Series("lithium", symbol: "lc"));

    private Task<SourceReading> ReadTwoAsync(string today, SourceCursor cursor)
    {
        SetToday(today);
        return _bench.ReadAsync(SourceBench.Definition("gfex", _exchange.Server.Address.ToString(), Series("lithium", symbol: "lc"), Series("silicon", symbol: "si")), cursor);
    }

    private static List<string> LinesOf(SourceReading reading, string series) =>
        [.. SourceBench.Lines(reading.Series.Single(one => one.Series.Id == series))];

    private Task<SourceReading> ReadAsync(string last) => _bench.ReadAsync(Definition(), From(last));

    private Task<SourceReading> ReadAsync(string today, string last)
    {
        SetToday(today);
        return ReadAsync(last);
    }

    private void SetToday(string today) =>
        _bench.Clock.AdjustTime(new DateTimeOffset(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(12, 0), TimeSpan.FromHours(8)));
}
