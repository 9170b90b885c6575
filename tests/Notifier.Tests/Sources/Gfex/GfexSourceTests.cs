using Microsoft.AspNetCore.Http;
using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Gfex;

/// <summary>Day by day from the cursor to today, which is Monday 2024-07-15 at noon in Shanghai.</summary>
public sealed class GfexSourceTests : IAsyncLifetime
{
    private readonly SourceBench _bench = new();
    private GfexStandIn _exchange = null!;

    public async ValueTask InitializeAsync() => _exchange = await GfexStandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _exchange.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task The_settlement_of_the_main_contract_is_the_value_of_a_day()
    {
        _exchange.Trade("2024-07-11", "lc2408 90900 17000", "lc2411 92550 216000").Trade("2024-07-12", "lc2408 90550 16877", "lc2411 91950 221034", "lc2506 - 12", "si2409 10505 180000");

        var reading = await ReadAsync("2024-07-10");

        Assert.Null(reading.Failure);
        Assert.Equal(["2024-07-11 92550", "2024-07-12 91950"], Lines(reading));
        Assert.Equal(
            ["2024-07-11 lc2411", "2024-07-12 lc2411"],
            reading.Series[0].Notes!.OrderBy(note => note.Key).Select(note => $"{note.Key} {note.Value}"));
        Assert.Equal("2411", reading.Cursor.Marks!["lithium"]);
    }

    [Fact]
    public async Task Weekends_are_not_asked_for_and_the_list_of_today_is_waited_for()
    {
        _exchange.Trade("2024-07-12", "lc2411 91950 221034").Publish("2024-07-15", """{"code":"0","msg":"ok","data":[]}""");

        var first = await ReadAsync("2024-07-11");

        Assert.Equal(["20240712", "20240715"], _exchange.Asked);
        Assert.Null(first.Failure);
        Assert.False(first.More);
        Assert.Equal(Period.Parse("2024-07-14"), first.Cursor.LastPeriod);

        _exchange.Trade("2024-07-15", "lc2411 91100 225000");
        var second = await ReadAsync(first.Cursor);
        Assert.Equal(["2024-07-15 91100"], Lines(second));
        Assert.Equal(Period.Parse("2024-07-15"), second.Cursor.LastPeriod);

        var third = await ReadAsync(second.Cursor);
        Assert.Equal(["20240712", "20240715", "20240715"], _exchange.Asked);
        Assert.Empty(Lines(third));
        Assert.Equal(Period.Parse("2024-07-15"), third.Cursor.LastPeriod);
    }

    [Theory]
    [InlineData(GfexStandIn.Rest)]
    [InlineData("""{"code":"0","msg":"ok","data":[{"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2411","clearPrice":"","volumn":5000,"openInterest":220000}]}""")]
    [InlineData("""{"code":"0","msg":"ok","data":[{"variety":"碳酸锂","varietyOrder":"lc","delivMonth":"2411","clearPrice":0,"volumn":0,"openInterest":0}]}""")]
    public async Task A_list_of_today_without_a_settlement_is_not_there_yet(string body)
    {
        _exchange.Publish("2024-07-15", body);

        var reading = await ReadAsync("2024-07-12");

        Assert.Null(reading.Failure);
        Assert.Empty(Lines(reading));
        Assert.Equal(Period.Parse("2024-07-14"), reading.Cursor.LastPeriod);
    }

    [Fact]
    public async Task Days_are_days_in_Shanghai()
    {
        // 00:30 of Tuesday in Shanghai is still Monday in UTC and in the schedule's zone.
        _bench.Clock.AdjustTime(new DateTimeOffset(2024, 7, 15, 16, 30, 0, TimeSpan.Zero));
        _exchange.Trade("2024-07-15", "lc2411 91100 225000");

        var reading = await _bench.ReadAsync(Definition() with { Zone = "America/New_York" }, From("2024-07-14"));

        Assert.Equal(["20240715", "20240716"], _exchange.Asked);
        Assert.Equal(["2024-07-15 91100"], Lines(reading));
    }

    [Fact]
    public async Task A_holiday_is_no_observation_and_is_passed()
    {
        _exchange.Trade("2024-07-11", "lc2411 92550 216000");

        var reading = await ReadAsync("2024-07-09");

        Assert.Null(reading.Failure);
        Assert.Equal(["2024-07-11 92550"], Lines(reading));
        Assert.Equal(Period.Parse("2024-07-14"), reading.Cursor.LastPeriod);
    }

    [Fact]
    public async Task Numbers_may_be_texts()
    {
        _exchange.Publish("2024-07-12", GfexStandIn.List(["lc2408 90550.5 16877", "lc2411 91950.25 221034"], texts: true));

        Assert.Equal(["2024-07-12 91950.25"], Lines(await ReadAsync("2024-07-11")));
    }

    [Fact]
    public async Task The_first_poll_begins_750_days_back_and_goes_on_twenty_days_at_a_time()
    {
        var first = await _bench.ReadAsync(Definition());

        Assert.True(first.More);
        Assert.Equal(("20220627", "20220722", 20), (_exchange.Asked[0], _exchange.Asked[^1], _exchange.Asked.Count));
        // The weekend behind the last day needs no asking.
        Assert.Equal(Period.Parse("2022-07-24"), first.Cursor.LastPeriod);

        var (reading, polls) = (first, 1);
        for (; reading.More; polls++)
            reading = await ReadAsync(reading.Cursor);
        Assert.Equal(27, polls);
        Assert.Equal("20240715", _exchange.Asked[^1]);
        Assert.Equal(_exchange.Asked.Count, _exchange.Asked.Distinct().Count());
        Assert.Equal(536, _exchange.Asked.Count);
    }

    [Fact]
    public async Task More_remembers_the_contract()
    {
        _exchange.Trade("2024-06-03", "lc2407 100 1000", "lc2411 110 1050");
        _exchange.Trade("2024-07-01", "lc2407 90 1000", "lc2411 99 1090");

        var first = await ReadAsync("2024-06-02");
        Assert.True(first.More);
        Assert.Equal(["2024-06-03 110"], Lines(first));
        var second = await ReadAsync(first.Cursor);

        Assert.False(second.More);
        Assert.Equal(["2024-07-01 99"], Lines(second));
    }

    [Fact]
    public async Task A_roll_is_measured_on_its_day_where_both_contracts_settle()
    {
        _exchange.Trade("2024-07-11", "lc2408 90000 9000", "lc2411 140000 8000").Trade("2024-07-12", "lc2408 90500 9000", "lc2411 144800 12000 140000");

        var reading = await ReadAsync("2024-07-10");

        Assert.Equal(["2024-07-11 90000", "2024-07-12 144800"], Lines(reading));
        var (day, measured) = (Period.Parse("2024-07-12"), Period.Parse("2024-07-12"));
        Assert.Equal(new Roll(day, "lc2408", "lc2411", 90_500, 144_800, measured), Assert.Single(reading.Series[0].Rolls));
    }

    [Theory]
    [InlineData("lc2411 144800 12000 140000", true)]
    [InlineData("lc2411 144800 12000", false)]
    [InlineData("lc2411 144800 12000 0", false)]
    public async Task A_contract_that_is_gone_is_measured_on_the_trading_day_before(string listed, bool isMeasured)
    {
        _exchange.Trade("2024-07-11", "lc2408 90000 9000", "lc2411 140000 8000");
        var first = await ReadAsync("2024-07-10");
        _exchange.Trade("2024-07-12", listed);

        // Friday was a holiday in the first answer; the second poll reads it again from the day before.
        var second = await ReadAsync(first.Cursor with { LastPeriod = Period.Parse("2024-07-11") });

        Assert.Equal(["2024-07-12 144800"], Lines(second));
        Roll[] expected = isMeasured ? [new(Period.Parse("2024-07-12"), "lc2408", "lc2411", 90_000, 140_000, Period.Parse("2024-07-11"))] : [];
        Assert.Equal(expected, second.Series[0].Rolls);
    }

    [Fact]
    public async Task A_settlement_from_before_a_day_that_was_left_out_measures_nothing()
    {
        _exchange.Trade("2024-06-18", "lc2408 90000 9000").Publish("2024-06-19", """{"code":"0","data":[{"variety":"x"}]}""").Trade("2024-06-20", "lc2411 144800 12000 140000");

        var reading = await ReadAsync("2024-06-17");

        Assert.Equal(["2024-06-18 90000", "2024-06-20 144800"], Lines(reading).Take(2));
        Assert.Empty(reading.Series[0].Rolls);
    }

    [Fact]
    public async Task Several_varieties_share_the_list_of_a_day()
    {
        _exchange.Trade("2024-07-12", "lc2411 91950 221034", "si2409 10505 180000");

        var reading = await _bench.ReadAsync(Definition(Series("lithium", symbol: "lc"), Series("silicon", symbol: "SI")), From("2024-07-11"));

        Assert.Equal(["20240712", "20240715"], _exchange.Asked);
        Assert.Equal([["2024-07-12 91950"], ["2024-07-12 10505"]], reading.Series.Select(series => Lines(series).ToArray()));
    }

    [Fact]
    public async Task A_day_that_fails_ends_the_poll_and_the_days_before_it_are_kept()
    {
        _exchange.Trade("2024-07-10", "lc2411 93000 210000").Publish("2024-07-11", "", 403).Trade("2024-07-12", "lc2411 91950 221034");

        var first = await ReadAsync("2024-07-09");

        Assert.Equal(SourceFailureReason.Blocked, first.Failure?.Reason);
        Assert.Equal(["2024-07-10 93000"], Lines(first));
        Assert.Equal(Period.Parse("2024-07-10"), first.Cursor.LastPeriod);
        Assert.Equal("2411", first.Cursor.Marks!["lithium"]);
        Assert.False(first.More);

        _exchange.Trade("2024-07-11", "lc2411 92550 216000");
        Assert.Equal(["2024-07-11 92550", "2024-07-12 91950"], Lines(await ReadAsync(first.Cursor)));
    }

    [Fact]
    public async Task A_failure_that_passes_is_not_noticed()
    {
        var calls = 0;
        _exchange.Trade("2024-07-12", "lc2411 91950 221034");
        var body = GfexStandIn.List(["lc2411 91950 221034"]);
        _exchange.Server.Answer(async context =>
        {
            context.Response.StatusCode = ++calls == 1 ? 502 : 200;
            await context.Response.WriteAsync(body);
        });

        Assert.Equal(["2024-07-12 91950", "2024-07-15 91950"], Lines(await ReadAsync("2024-07-11")));
        Assert.Equal(["20240712", "20240712", "20240715"], _exchange.Asked);
    }

    [Fact]
    public async Task A_variety_that_is_not_listed_yet_is_waited_for_and_one_that_is_not_listed_at_all_is_told()
    {
        _exchange.Trade("2024-07-11", "si2409 10600 180000").Trade("2024-07-12", "si2409 10505 180000", "ps2506 40000 100");

        var reading = await _bench.ReadAsync(Definition(Series("poly", symbol: "ps")), From("2024-07-10"));
        Assert.Null(reading.Failure);
        Assert.Equal(["2024-07-12 40000"], Lines(reading));

        reading = await _bench.ReadAsync(Definition(Series("silicon", symbol: "si"), Series("lithium", symbol: "li")), From("2024-07-10"));
        Assert.Equal(
            new SourceFailure(SourceFailureReason.NotFound, "127.0.0.1: 2024-07-12: no contract of li is listed, only si, ps: check 'symbol'"),
            reading.Failure);
        Assert.Equal(["2024-07-11 10600", "2024-07-12 10505"], Lines(reading.Series[0]));
    }

    [Theory]
    [InlineData("sources/gfex/dayquotes_lc.synthetic.json", "lc", "2024-07-12 91950")]
    [InlineData("sources/gfex/dayquotes_ps.fixture.json", "ps", "2024-07-12 36200")]
    [InlineData("sources/gfex/holiday_http200.synthetic.json", "lc", "")]
    public async Task A_list_of_the_exchange_is_read(string file, string symbol, string expected)
    {
        _exchange.Publish("2024-07-12", SharedData.Read(file));

        var reading = await _bench.ReadAsync(Definition(Series("lithium", symbol: symbol)), From("2024-07-11"));

        Assert.Null(reading.Failure);
        Assert.Equal(expected, string.Join(' ', Lines(reading)));
        Assert.Equal(Period.Parse("2024-07-14"), reading.Cursor.LastPeriod);
    }

    private static SourceCursor From(string last) => SourceCursor.Start with { LastPeriod = Period.Parse(last) };

    private SourceDefinition Definition(params SourceSeries[] series) =>
        SourceBench.Definition("gfex", _exchange.Server.Address.ToString(), series.Length > 0 ? series : [Series("lithium", symbol: "lc")]);

    private Task<SourceReading> ReadAsync(string last) => ReadAsync(From(last));

    private Task<SourceReading> ReadAsync(SourceCursor cursor) => _bench.ReadAsync(Definition(), cursor);
}
