using System.Globalization;
using Microsoft.AspNetCore.Http;
using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Fred;

/// <summary>What is read: values, pages, revisions, several series with a cursor each.</summary>
public sealed class FredSourceTests : IAsyncLifetime
{
    private readonly SourceBench _bench = new(("Fred:ApiKey", FredStandIn.Key));
    private FredStandIn _fred = null!;

    public async ValueTask InitializeAsync() => _fred = await FredStandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _fred.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Values_come_as_texts_and_a_point_is_none()
    {
        _fred.Publish("DEXCHUS", "2024-07-03 7.2695", "2024-07-04 .", "2024-07-05 7.2675");

        var reading = await ReadAsync(Daily("cny-usd", "DEXCHUS"));

        Assert.Null(reading.Failure);
        Assert.Equal(["2024-07-03 7.2695", "2024-07-05 7.2675"], Lines(reading));
        Assert.Equal(Period.Parse("2024-07-05"), reading.Cursor.LastPeriod);
    }

    [Theory]
    [InlineData(Frequency.Monthly, "2024-06-30")]
    [InlineData(Frequency.Quarterly, "2024-06-30")]
    [InlineData(Frequency.Yearly, "2024-12-31")]
    [InlineData(Frequency.Weekly, "2024-06-01")]
    public async Task A_coarse_period_is_stored_at_its_last_day(Frequency frequency, string expected)
    {
        _fred.Publish("X", "2024-06-01 1.5");

        Assert.Equal([expected + " 1.5"], Lines(await ReadAsync(Of("x", "X", frequency))));
    }

    [Fact]
    public async Task Three_pages_are_one_reading()
    {
        _fred.LargestPage = 3;
        _fred.Publish("PNICKUSDM", [.. Enumerable.Range(1, 8).Select(month => $"2023-{month:D2}-01 {month}00")]);

        var reading = await ReadAsync(Monthly("nickel", "PNICKUSDM"));

        Assert.Equal(["PNICKUSDM all 0", "PNICKUSDM all 3", "PNICKUSDM all 6"], _fred.Asked);
        Assert.Equal(8, Assert.Single(reading.Series).Observations.Count);
        Assert.Equal(Period.Parse("2023-08-31"), reading.Cursor.LastPeriod);
    }

    [Fact]
    public async Task A_daily_series_of_sixty_years_comes_in_pages_of_ten_thousand()
    {
        var first = new DateOnly(1964, 1, 1);
        _fred.Publish("DAILY", [.. Enumerable.Range(0, 21_000).Select(day => string.Create(CultureInfo.InvariantCulture, $"{first.AddDays(day):yyyy-MM-dd} {day}"))]);

        var reading = await ReadAsync(Daily("daily", "DAILY"));

        Assert.Equal(["DAILY all 0", "DAILY all 10000", "DAILY all 20000"], _fred.Asked);
        Assert.Equal(21_000, Assert.Single(reading.Series).Observations.Count);
    }

    [Fact]
    public async Task Pages_that_end_too_early_are_truncated_and_nothing_of_them_is_used()
    {
        _fred.Server.Answer("""{"count":8,"offset":0,"limit":3,"observations":[]}""", "application/json");

        var reading = await ReadAsync(Monthly("nickel", "PNICKUSDM"));

        Assert.Equal(new SourceFailure(SourceFailureReason.Truncated, "127.0.0.1 (PNICKUSDM): 0 of 8 values came"), reading.Failure);
        Assert.Empty(reading.Series);
    }

    [Fact]
    public async Task A_year_of_what_is_known_is_asked_for_again_so_that_a_revision_is_seen()
    {
        _fred.Publish("PNICKUSDM", "2022-01-01 22355", "2024-04-01 19600", "2024-05-01 17500");
        var first = await ReadAsync(Monthly("nickel", "PNICKUSDM"));

        _fred.Publish("PNICKUSDM", "2022-01-01 22356", "2024-04-01 19605.5", "2024-06-01 16400");
        var second = await ReadAsync(first.Cursor, Monthly("nickel", "PNICKUSDM"));

        Assert.Equal(["PNICKUSDM all 0", "PNICKUSDM 2023-04-27 0"], _fred.Asked);
        Assert.Equal(["2024-04-30 19605.5", "2024-05-31 17500", "2024-06-30 16400"], Lines(second));
        Assert.Equal(Period.Parse("2024-06-30"), second.Cursor.LastPeriod);
    }

    [Fact]
    public async Task A_projection_moves_the_cursor_to_today_only()
    {
        _fred.Publish("GDPPOT", "2024-01-01 22000", "2034-01-01 27000");
        var first = await ReadAsync(Of("gdp", "GDPPOT", Frequency.Quarterly));

        await ReadAsync(first.Cursor, Of("gdp", "GDPPOT", Frequency.Quarterly));

        Assert.Equal("GDPPOT 2019-07-12 0", _fred.Asked.Last());
    }

    [Fact]
    public async Task Accounts_are_revised_for_longer()
    {
        _fred.Publish("GDP", "2024-01-01 28269");
        var first = await ReadAsync(Of("gdp", "GDP", Frequency.Quarterly));

        await ReadAsync(first.Cursor, Of("gdp", "GDP", Frequency.Quarterly));

        Assert.Equal("GDP 2019-03-28 0", _fred.Asked.Last());
    }

    [Fact]
    public async Task Each_series_goes_on_from_where_it_was_itself()
    {
        _fred.Publish("SLOW", "2020-01-01 1").Publish("FAST", "2024-06-01 2");
        var first = await ReadAsync(Monthly("slow", "SLOW"), Monthly("fast", "FAST"));
        Assert.Equal(Period.Parse("2020-01-31"), first.Cursor.LastPeriod);

        await ReadAsync(first.Cursor, Monthly("slow", "SLOW"), Monthly("fast", "FAST"));

        Assert.Equal(["SLOW 2018-12-27 0", "FAST 2023-05-27 0"], _fred.Asked.Skip(2));
    }

    [Fact]
    public async Task A_series_that_fails_stays_where_it_was_and_the_others_go_on()
    {
        _fred.Publish("A", "2024-05-01 1").Publish("B", "2024-05-01 2").Publish("C", "2024-05-01 3");
        SourceSeries[] all = [Monthly("a", "A"), Monthly("b", "B"), Monthly("c", "C")];
        var first = await ReadAsync(all);
        _fred.Publish("A", "2024-06-01 10").Publish("B", "2024-06-01 20").Publish("C", "2024-06-01 30");
        _fred.Fail("B", 400, """{"error_code":400,"error_message":"Bad Request.  The series does not exist."}""");

        var second = await ReadAsync(first.Cursor, all);

        Assert.Equal(new SourceFailure(SourceFailureReason.ClientError, "127.0.0.1 (B) answered 400: Bad Request.  The series does not exist.", 400), second.Failure);
        Assert.Equal(["a 2024-05-31 1", "a 2024-06-30 10", "c 2024-05-31 3", "c 2024-06-30 30"], All(second));
        Assert.Equal(["2024-06-30", "2024-05-31", "2024-06-30"], all.Select(series => second.Cursor.Marks![series.Id]));
        Assert.Equal(Period.Parse("2024-05-31"), second.Cursor.LastPeriod);

        _fred.Mend("B");
        var third = await ReadAsync(second.Cursor, all);
        Assert.Null(third.Failure);
        Assert.Contains("b 2024-06-30 20", All(third));
        Assert.Equal(Period.Parse("2024-06-30"), third.Cursor.LastPeriod);
    }

    [Fact]
    public async Task What_every_series_would_meet_ends_the_poll_and_the_next_begins_with_those_never_read()
    {
        _fred.Publish("A", "2024-05-01 1").Publish("C", "2024-05-01 3");
        _fred.Fail("B", 429);
        SourceSeries[] all = [Monthly("a", "A"), Monthly("b", "B"), Monthly("c", "C")];

        var first = await ReadAsync(all);

        Assert.Equal(SourceFailureReason.Throttled, first.Failure?.Reason);
        Assert.Equal(["a 2024-05-31 1"], All(first));
        Assert.DoesNotContain(_fred.Asked, asked => asked.StartsWith("C ", StringComparison.Ordinal));

        _fred.Mend("B");
        _fred.Publish("B", "2024-05-01 2");
        var before = _fred.Asked.Count();
        Assert.Null((await ReadAsync(first.Cursor, all)).Failure);
        Assert.Equal(["B all 0", "C all 0", "A 2023-04-27 0"], _fred.Asked.Skip(before));
    }

    [Fact]
    public async Task Two_server_errors_running_end_the_poll_and_one_does_not()
    {
        using var bench = new SourceBench(("Fred:ApiKey", FredStandIn.Key), ("Notifier:Sources:Retries", "0"));
        _fred.Publish("A", "2024-05-01 1").Publish("B", "2024-05-01 2").Publish("C", "2024-05-01 3").Publish("D", "2024-05-01 4");
        _fred.Fail("A", 500);
        var definition = Definition(Monthly("a", "A"), Monthly("b", "B"), Monthly("c", "C"), Monthly("d", "D"));

        Assert.Equal(["b 2024-05-31 2", "c 2024-05-31 3", "d 2024-05-31 4"], All(await bench.ReadAsync(definition)));

        _fred.Fail("B", 503);
        var ended = await bench.ReadAsync(definition);
        Assert.Empty(ended.Series);
        Assert.Equal("127.0.0.1 (A) answered 500: it is asked again later (2 of 4 series failed)", ended.Failure?.Detail);
    }

    [Fact]
    public async Task Only_missing_values_are_told_and_move_nothing()
    {
        _fred.Publish("A", "2024-05-01 .");

        var reading = await ReadAsync(Monthly("a", "A"));

        Assert.Equal(new SourceFailure(SourceFailureReason.Empty, "127.0.0.1 (A): 1 items have a date and none has a value, the newest of 2024-05-31"), reading.Failure);
        Assert.Null(reading.Cursor.LastPeriod);
        Assert.Empty(reading.Series);
    }

    [Fact]
    public async Task Another_unit_than_FRED_states_is_a_failure_that_names_both_and_is_looked_for_once()
    {
        _fred.Publish("A", "2024-05-01 1").Units = "Chinese Yuan Renminbi per Metric Ton";
        var first = await ReadAsync(Monthly("a", "A"));
        await ReadAsync(first.Cursor, Monthly("a", "A"));
        Assert.Null(first.Failure);
        Assert.Single(_fred.Server.Seen, request => request.Path == "/fred/series");

        _fred.Units = "U.S. Cents per Pound";
        var reading = await ReadAsync(Monthly("a", "A"));
        Assert.Equal(
            (SourceFailureReason.WrongUnit, "127.0.0.1 (A): the source states its values in 'U.S. Cents per Pound' and the definition says 'CNY/t': write the unit that they come in"),
            (reading.Failure?.Reason, reading.Failure?.Detail));
        Assert.Empty(All(reading));
        Assert.Null(reading.Cursor.LastPeriod);
    }

    [Fact]
    public async Task The_recorded_unit_is_read()
    {
        _fred.Server.Answer(async context => await context.Response.WriteAsync(context.Request.Path == "/fred/series"
            ? SharedData.Read("sources/fred/series_DHHNGSP.real.json")
            : SharedData.Read("sources/fred/observations_DHHNGSP.real.json")));

        Assert.Null((await ReadAsync(Daily("gas", "DHHNGSP") with { Unit = "USD/mmBtu" })).Failure);
        Assert.Equal(SourceFailureReason.WrongUnit, (await ReadAsync(Daily("gas", "DHHNGSP") with { Unit = "USD/MWh" })).Failure?.Reason);
    }

    [Fact]
    public async Task A_recorded_answer_is_read()
    {
        _fred.Server.Answer(SharedData.Read("sources/fred/observations_DHHNGSP.real.json"), "application/json; charset=UTF-8");

        var reading = await ReadAsync(Daily("gas", "DHHNGSP"));

        Assert.Null(reading.Failure);
        Assert.Equal(
            ["2024-07-01 2.21", "2024-07-02 2.06", "2024-07-03 2.02", "2024-07-05 2.02", "2024-07-08 2.1", "2024-07-09 2.42", "2024-07-10 2.4"],
            Lines(reading));
    }

    private static SourceSeries Of(string id, string symbol, Frequency frequency) => Series(id, symbol: symbol, frequency: frequency);

    private static SourceSeries Daily(string id, string symbol) => Of(id, symbol, Frequency.Daily);

    private static SourceSeries Monthly(string id, string symbol) => Of(id, symbol, Frequency.Monthly);

    private static List<string> All(SourceReading reading) => [.. reading.Series.SelectMany(series => Lines(series).Select(line => $"{series.Series.Id} {line}"))];

    private SourceDefinition Definition(params SourceSeries[] series) => SourceBench.Definition("fred", _fred.Server.Address.ToString(), series);

    private Task<SourceReading> ReadAsync(params SourceSeries[] series) => _bench.ReadAsync(Definition(series));

    private Task<SourceReading> ReadAsync(SourceCursor cursor, params SourceSeries[] series) => _bench.ReadAsync(Definition(series), cursor);
}
