using System.Text;
using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Csv;

/// <summary>Tables as they really come: what can be read is, what cannot is an error that names the row, and nothing is read wrongly.</summary>
public sealed class CsvTroubleTests : IAsyncLifetime
{
    private readonly SourceBench _bench = new(("Secrets:PRICE_KEY", "s3cret-key-of-more-than-forty-characters-0123456789"));
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Theory]
    [InlineData("\uFEFFdate,price\n2024-07-11,1\n2024-07-12,2\n")]
    [InlineData("date,price\r\n2024-07-11,1\r\n2024-07-12,2")]
    [InlineData("date;price\n2024-07-11;1\n2024-07-12;2\n")]
    [InlineData("date\tprice\n2024-07-11\t1\n2024-07-12\t2\n")]
    [InlineData("date|price\n2024-07-11|1\n2024-07-12|2\n")]
    [InlineData("\n\ndate,price\n\n2024-07-11,1\n\n2024-07-12,2\n\n")]
    [InlineData("\"date\" , \"price\"\n\"2024-07-11\" , \"1\"\n2024-07-12, 2 \n")]
    [InlineData("DATE,Price,note\n2024-07-11,1,\"two\nlines, and a \"\"quote\"\"\"\n2024-07-12,2,5\" pipe\n")]
    [InlineData("\"date\";\"note, with, many, commas\";\"price\"\n2024-07-11;x;1\n2024-07-12;y;2\n")]
    public async Task A_table_in_any_of_its_forms(string body)
    {
        _server.Answer(body, "text/csv");

        Assert.Equal(["2024-07-11 1", "2024-07-12 2"], Lines(await ReadAsync(Series("li", "date", "price"))));
    }

    [Theory]
    [InlineData("date,price\n2024-07-11,1\n31/12/2024,2\n", "row 3: '31/12/2024' is not a date that can be read")]
    [InlineData("date;price\n2024-07-11;90,5\n", "row 2: '90,5' is not a number")]
    [InlineData("date,price\n2024-07-11,5\n2024-07-12,\"90,500\"\n", "row 3: '90,500' is not a number")]
    [InlineData("date,price\n2024-07-11,1e999\n", "row 2: '1e999' is not a number")]
    [InlineData("date,other\n2024-07-11,1\n", "there is no column 'price'; the header has date, other")]
    [InlineData("s3cret-key-of-more-than-forty-characters-0123456789 is wrong\nx\n", "there is no column 'date'; the header has *** is wrong")]
    [InlineData("date,price\n2024-07-11,s3cret-key-of-more-than-forty-characters-0123456789\n", "row 2: '***' is not a number")]
    [InlineData("date,price\n2024-07-11,\"x\ny\"\n", "row 2: 'x y' is not a number")]
    public async Task What_cannot_be_read_names_its_row_and_no_secret(string body, string detail)
    {
        _server.Answer(body, "text/csv");

        var reading = await ReadAsync(Series("li", "date", "price"));

        Assert.Equal(new SourceFailure(SourceFailureReason.NotTheFormat, "127.0.0.1: " + detail), reading.Failure);
        Assert.Empty(reading.Series);
    }

    [Theory]
    [InlineData("2024-07-04,n.v.*", "row 5: 'n.v.*' is not a number")]
    [InlineData("2024-07-04,", null)]
    [InlineData("2024-07-04,see note 3", "row 5: 'see note 3' is not a number")]
    [InlineData("04/07/2024,5", "row 5: '04/07/2024' is not a date that can be read")]
    public async Task One_odd_cell_is_named_and_left_out(string row, string? unread)
    {
        _server.Answer(Ten(4, row), "text/csv", 200, ("ETag", "\"1\""));

        var reading = await ReadAsync(Series("li", "date", "price"));

        Assert.Null(reading.Failure);
        Assert.Equal([.. Enumerable.Range(1, 10).Where(day => day != 4).Select(day => $"2024-07-{day:D2} {day}")], Lines(reading));
        Assert.Equal(unread is null ? null : "1 values, the first in " + unread, reading.Unread);
        Assert.Single(reading.LeftOut);
        Assert.Equal("\"1\"", reading.Cursor.ETag);
    }

    /// <summary>What the series stands at is not known: the others are taken, and the poll has failed.</summary>
    [Theory]
    [InlineData(10, "2024-07-10,cheap", "row 11: 'cheap' is not a number; the newest is among them")]
    [InlineData(10, "10/07/2024,10", "row 11: '10/07/2024' is not a date that can be read; the newest is among them")]
    [InlineData(1, "10/07/2024,10", "row 2: '10/07/2024' is not a date that can be read; the newest is among them")]
    public async Task A_newest_that_cannot_be_read_is_a_failure_beside_the_others(int day, string row, string detail)
    {
        _server.Answer(Ten(day, row), "text/csv", 200, ("ETag", "\"1\""));

        var reading = await ReadAsync(Series("li", "date", "price"));

        Assert.Equal(new SourceFailure(SourceFailureReason.NotTheFormat, "127.0.0.1: " + detail), reading.Failure);
        Assert.Equal(9, Lines(reading).Count());
        Assert.Null(reading.Cursor.ETag);
    }

    [Fact]
    public async Task Where_a_fifth_cannot_be_read_the_form_has_changed()
    {
        _server.Answer("date,price,other\n2024-07-08,1,1\n2024-07-09,x,2\n2024-07-10,3,3\n2024-07-11,y,4\n2024-07-12,5,5\n", "text/csv");

        var one = await ReadAsync(Series("li", "date", "price"));
        var two = await ReadAsync(Series("li", "date", "price"), Series("ni", "date", "other"));

        Assert.Equal((0, "127.0.0.1: row 3: 'x' is not a number (2 of 5 values cannot be read)"), (one.Series.Count, one.Failure?.Detail));
        // The other column is as it was.
        Assert.Equal(("ni", 5, SourceFailureReason.NotTheFormat), (Assert.Single(two.Series).Series.Id, two.Series[0].Observations.Count, two.Failure?.Reason));
    }

    [Theory]
    [InlineData("2024-07-11,n/a\n2024-07-12,-\n", "", "127.0.0.1: 2 items have a date and none has a value, the newest of 2024-07-12")]
    [InlineData("2024-07-11,n/a\n2024-07-12,5\n", "", null)]
    // A weekend, the Dragon Boat Festival of an exchange, and the day after it.
    [InlineData("2024-07-13,-\n2024-07-14,-\n", "", null)]
    [InlineData("2024-06-10,-\n", "cn-exchange", null)]
    [InlineData("2024-06-10,-\n2024-06-11,-\n", "cn-exchange", "127.0.0.1: 1 items have a date and none has a value, the newest of 2024-06-11")]
    public async Task Nothing_but_missing_markers_is_told_unless_the_days_are_without_trading(string rows, string calendar, string? detail)
    {
        _server.Answer("date,price\n" + rows, "text/csv");

        var reading = await ReadAsync(Series("li", "date", "price") with { Calendar = calendar });

        Assert.Equal(detail is null ? null : new SourceFailure(SourceFailureReason.Empty, detail), reading.Failure);
    }

    /// <summary>Ten days in July, 1 to 10, one of the rows another.</summary>
    private static string Ten(int day, string row) =>
        "date,price\n" + string.Join('\n', Enumerable.Range(1, 10).Select(one => one == day ? row : $"2024-07-{one:D2},{one}"));

    [Fact]
    public async Task A_day_that_stands_twice_brings_both_values_in_their_order()
    {
        _server.Answer("date,price\n2024-07-12,2\n2024-07-11,9\n2024-07-11,1\n", "text/csv");

        Assert.Equal(["2024-07-11 9", "2024-07-11 1", "2024-07-12 2"], Lines(await ReadAsync(Series("li", "date", "price"))));
    }

    [Theory]
    [InlineData("90400", "90500")]
    [InlineData("90.4", "90.5")]
    public async Task A_comma_that_may_be_either_is_read_as_what_is_near_the_value_before(string before, string value)
    {
        _server.Answer($"date,price\n2024-07-11,{before}\n2024-07-12,\"90,500\"\n", "text/csv");

        Assert.Equal([$"2024-07-11 {before}", $"2024-07-12 {value}"], Lines(await ReadAsync(Series("li", "date", "price"))));
    }

    [Fact]
    public async Task A_quote_that_does_not_end_does_not_swallow_the_newest_rows()
    {
        _server.Answer("date,price,note\n2024-07-11,1,\"begins\n2024-07-12,2,\n2024-07-13,3,\n", "text/csv");

        Assert.Equal("127.0.0.1: row 2: a cell begins with a quote that does not end", (await ReadAsync(Series("li", "date", "price"))).Failure?.Detail);
    }

    [Fact]
    public async Task A_column_that_no_row_has_is_an_error_and_not_silence()
    {
        _server.Answer("2024-07-11,1\n2024-07-12,2\n", "text/csv");

        Assert.Equal("127.0.0.1: none of 2 items has '9': check 'value' of the series 'li'", (await ReadAsync(Series("li", "1", "9"))).Failure?.Detail);
        Assert.Equal("127.0.0.1: none of 2 items has '9': check 'value' of the series 'ni'", (await ReadAsync(Series("li", "1", "2"), Series("ni", "1", "9"))).Failure?.Detail);
        Assert.Equal("127.0.0.1: none of 2 items has a date for the series 'ni' that can be read: check its 'date'", (await ReadAsync(Series("li", "1", "2"), Series("ni", "2", "2"))).Failure?.Detail);
    }

    [Fact]
    public async Task Fewer_rows_than_expected_are_a_failure()
    {
        _server.Answer("date,price\n2024-07-11,1\n2024-07-12,2\n", "text/csv");

        var reading = await _bench.ReadAsync(Definition("csv", _server.Address + "p", Series("li", "date", "price")) with { ExpectMinItems = 3 });

        Assert.Equal(new SourceFailure(SourceFailureReason.Empty, "127.0.0.1: 2 items where at least 3 are expected"), reading.Failure);
    }

    [Fact]
    public async Task Quarters_and_years_among_months_are_left_out()
    {
        _server.Answer("date,price\n2023,10\n2023-11,1\n2023-12,2\n2023-Q4,1.5\nAverage,3\n", "text/csv");

        Assert.Equal(["2023-11-30 1", "2023-12-31 2"], Lines(await ReadAsync(Series("li", "date", "price", frequency: Frequency.Monthly))));
    }

    [Fact]
    public async Task Chinese_text_in_its_old_encoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _server.Answer(Encoding.GetEncoding("gb18030").GetBytes("日期,价格\n2024年7月11日,1\n2024年7月12日,暂无数据\n"), "text/csv");

        Assert.Equal(["2024-07-11 1"], Lines(await ReadAsync(Series("li", "日期", "价格"))));
    }

    private Task<SourceReading> ReadAsync(params SourceSeries[] series) => _bench.ReadAsync(Definition("csv", _server.Address + "p?key={secret:PRICE_KEY}", series));
}
