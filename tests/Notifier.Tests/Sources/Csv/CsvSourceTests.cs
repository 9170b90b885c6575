using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Csv;

public sealed class CsvSourceTests : IAsyncLifetime
{
    private readonly SourceBench _bench = new();
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Without_names_the_first_column_is_the_date_and_the_second_the_value()
    {
        _server.Answer("date,price\n2024-07-11,90000\n2024-07-12,90500.5\n");

        var reading = await ReadAsync(Series("li"));

        Assert.Equal(["2024-07-11 90000", "2024-07-12 90500.5"], Lines(reading));
        Assert.Equal(Period.Parse("2024-07-12"), reading.Cursor.LastPeriod);
        Assert.Equal(new Series("li", "CNY/t"), reading.Series[0].Series);
    }

    [Fact]
    public async Task Columns_are_found_by_name_or_position_in_any_order_with_any_separator()
    {
        _server.Answer("price;Tag;unit;nickel\r\n90000;2024-07-11;CNY/t;1\r\n\"90500\";2024-07-12;CNY/t;2\r\n");

        var reading = await ReadAsync(Series("li", "tag", "price"), Series("ni", "2", "4"));

        Assert.Equal(["2024-07-11 90000", "2024-07-12 90500"], Lines(reading.Series[0]));
        Assert.Equal(["2024-07-11 1", "2024-07-12 2"], Lines(reading.Series[1]));
    }

    [Fact]
    public async Task A_table_without_a_header_is_read_by_position()
    {
        _server.Answer("20240711\t90000\n20240712\t90500\n");

        Assert.Equal(["2024-07-11 90000", "2024-07-12 90500"], Lines(await ReadAsync(Series("li", "1", "2"))));
    }

    [Fact]
    public async Task A_header_alone_is_an_empty_table()
    {
        _server.Answer("date,price\n");

        Assert.Equal(SourceFailureReason.Empty, (await ReadAsync(Series("li"))).Failure?.Reason);
        Assert.Equal(SourceFailureReason.Empty, (await ReadAsync(Series("li", "date", "price"))).Failure?.Reason);
    }

    [Fact]
    public async Task Missing_values_are_no_observations_and_no_zeros()
    {
        var rows = new[] { ".", "", "null", "..", "…", "NaN", "-", "暂无数据", "\u00A0" }.Select((mark, day) => $"2024-07-{day + 1:D2},{mark}");
        _server.Answer($"date,price\n{string.Join('\n', rows)}\n2024-07-12,5\u00A0\n");

        Assert.Equal(["2024-07-12 5"], Lines(await ReadAsync(Series("li"))));
    }

    [Fact]
    public async Task A_month_is_dated_by_its_last_day_and_of_two_rows_both_are_brought()
    {
        _server.Answer("observation_date,PNICKUSDM\n2022-01-01,22355.39\n2022-02-01,\n2022-03-01,33924.18\n2022-03-01,33924.19\n");

        Assert.Equal(["2022-01-31 22355.39", "2022-03-31 33924.18", "2022-03-31 33924.19"], Lines(await ReadAsync(Series("ni", frequency: Frequency.Monthly))));
    }

    [Theory]
    [InlineData("\"1,234.5\"", "1234.5")]
    [InlineData("\"1,234,567\"", "1234567")]
    [InlineData("-1.5e3", "-1500")]
    public async Task A_number_may_have_separators_where_they_cannot_be_a_decimal_comma(string text, string value)
    {
        _server.Answer($"date,price\n2024-07-12,{text}\n");

        Assert.Equal([$"2024-07-12 {value}"], Lines(await ReadAsync(Series("li"))));
    }

    [Theory]
    [InlineData("\"1,234\"")]
    [InlineData("\"1.234,5\"")]
    [InlineData("Infinity")]
    [InlineData("about 5")]
    public async Task A_value_that_can_be_read_two_ways_or_none_fails_the_poll_with_its_row(string text)
    {
        _server.Answer($"date,price\n2024-07-11,50\n2024-07-12,{text}\n");

        var reading = await ReadAsync(Series("li"));

        Assert.Equal(SourceFailureReason.NotTheFormat, reading.Failure?.Reason);
        Assert.Equal($"127.0.0.1: row 3: '{text.Trim('"')}' is not a number", reading.Failure!.Detail);
        Assert.Empty(reading.Series);
    }

    [Fact]
    public async Task Headings_and_footnotes_are_left_out()
    {
        _server.Answer("date,price\nPrices of the week,\n2024-07-12,5\nSource: the exchange\n");

        Assert.Equal(["2024-07-12 5"], Lines(await ReadAsync(Series("li"))));
    }

    [Theory]
    [InlineData("date,price\n", SourceFailureReason.Empty, "0 items where at least 1 are expected")]
    [InlineData("day,close\n2024-07-12,5\n", SourceFailureReason.NotTheFormat, "there is no column 'date'; the header has day, close")]
    [InlineData("date,price\nyesterday,5\n", SourceFailureReason.NotTheFormat, "none of 1 items has a date that can be read: check 'date' of the series")]
    public async Task What_is_not_the_table_expected_says_what_is_missing(string body, object reason, string detail)
    {
        _server.Answer(body);

        var reading = await ReadAsync(Series("li", "date", "price"));

        Assert.Equal(new SourceFailure((SourceFailureReason)reason, $"127.0.0.1: {detail}"), reading.Failure);
    }

    private Task<SourceReading> ReadAsync(params SourceSeries[] series) => _bench.ReadAsync(Definition("csv", _server.Address + "prices.csv", series));
}
