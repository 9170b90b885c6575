using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Tests.Sources.Clients;
using static Notifier.Tests.Sources.Clients.ClientShapes;
using static Notifier.Tests.Sources.Clients.ShfeShape;

namespace Notifier.Tests.Sources.Shfe;

/// <summary>Days of the Shanghai Futures Exchange; it is Wednesday 2024-06-12, noon, behind the Dragon Boat Festival on Monday.</summary>
public sealed class ShfeSourceTests : IAsyncLifetime
{
    private ClientRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await ClientRun.StartAsync("shfe");

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task A_holiday_is_passed_and_the_file_of_today_is_waited_for()
    {
        var reading = await _run.ReadAsync(_run.Shape.Success);

        Assert.Null(reading.Failure);
        Assert.Equal(["kx20240607.dat", "kx20240610.dat", "kx20240611.dat", "kx20240612.dat"], _run.Server.Seen.Select(request => request.Path.Split('/')[^1]));
        Assert.Equal(Period.Parse("2024-06-11"), reading.Cursor.LastPeriod);
        Assert.Equal(["ni2407", "ni2407"], reading.Series[0].Notes!.OrderBy(note => note.Key).Select(note => note.Value));
    }

    [Fact]
    public async Task A_file_that_is_missing_on_a_trading_day_is_no_holiday()
    {
        var reading = await _run.ReadAsync(On(("20240611", Traded("20240611", "2407 137020 90000"))));

        Assert.Equal(new SourceFailure(SourceFailureReason.NotFound, "127.0.0.1: 2024-06-07: there is no list of this trading day: check the address"), reading.Failure);
        Assert.Empty(ClientRun.AllLines(reading));
        Assert.Equal(Period.Parse("2024-06-06"), reading.Cursor.LastPeriod);
    }

    [Fact]
    public async Task A_trading_day_that_never_came_is_told_once_and_left_out_after_two_weeks()
    {
        var from = SourceCursor.Start with { LastPeriod = Period.Parse("2024-05-27") };

        var reading = await _run.ReadAsync(
            request => request.Path.Contains("kx20240528", StringComparison.Ordinal) ? Reply.Html("", 404) : Traded(request.Path[^12..^4], "2407 142910 98000"), from);

        Assert.Equal("127.0.0.1: 2024-05-28: there is no list of this trading day: check the address", reading.Failure?.Detail);
        Assert.Equal("nickel 2024-05-29 142910", ClientRun.AllLines(reading).First());
        Assert.Equal(Period.Parse("2024-06-12"), reading.Cursor.LastPeriod);
    }

    [Fact]
    public async Task The_main_contract_is_followed_until_another_has_more_and_is_noted()
    {
        var reading = await _run.ReadAsync(On(
            ("20240607", Traded("20240607", "2407 142910 98000", "2408 143500 80000")),
            ("20240611", Traded("20240611", "2407 137020 60000", "2408 137600 90000"))));

        Assert.Equal(["nickel 2024-06-07 142910", "nickel 2024-06-11 137600"], ClientRun.AllLines(reading));
        Assert.Equal(["ni2407", "ni2408"], reading.Series[0].Notes!.OrderBy(note => note.Key).Select(note => note.Value));
        // They are contracts: the screen of the series tells a jump at the change from one of the price.
        Assert.True(reading.Series[0].NotesAreContracts);
        Assert.Equal("2408", reading.Cursor.Marks!["nickel"]);
    }

    [Fact]
    public async Task Totals_that_do_not_add_up_are_told()
    {
        var list = JsonSerializer.Serialize(List("20240607", "2406 143190 1200", "2407 142910 98000")).Replace("99200", "99300", StringComparison.Ordinal);

        var reading = await _run.ReadAsync(On(("20240607", Reply.Json(list))));

        Assert.Equal((SourceFailureReason.Truncated, "127.0.0.1: 2024-06-07: the open interest of 镍 adds up to 99200 and its total is 99300: the list is not whole"), (reading.Failure?.Reason, reading.Failure?.Detail));
    }

    [Fact]
    public async Task A_list_of_another_day_is_not_taken()
    {
        var reading = await _run.ReadAsync(On(("20240607", Traded("20240606", "2407 142910 98000"))));

        Assert.Equal("127.0.0.1: 2024-06-07: the list is of another day", reading.Failure?.Detail);
    }

    [Fact]
    public async Task A_variety_that_is_not_listed_is_named_with_those_that_are()
    {
        _run.Server.Answer(context => _run.Shape.Success(_run.Server.Seen[^1]).WriteAsync(context));

        var reading = await _run.Bench.ReadAsync(_run.Definition with { Series = [Series("lithium", "lc", "CNY/t")] }, _run.Shape.From);

        Assert.Equal((SourceFailureReason.NotFound, "127.0.0.1: 2024-06-11: no contract of lc is listed, only ni: check 'symbol'"), (reading.Failure?.Reason, reading.Failure?.Detail));
    }

    [Fact]
    public async Task The_recorded_shape_is_read()
    {
        var body = SharedData.Read("sources/shfe/kx20240712.synthetic.json");
        _run.Bench.Clock.AdjustTime(new DateTimeOffset(2024, 7, 12, 9, 0, 0, TimeSpan.Zero));

        var reading = await _run.ReadAsync(On(("20240712", Reply.Json(body))), SourceCursor.Start with { LastPeriod = Period.Parse("2024-07-11") });

        Assert.Null(reading.Failure);
        Assert.Equal(["nickel 2024-07-12 132910"], ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("ni2407", Frequency.Daily, "/series/0/symbol", "'symbol' is the exchange's letters of a variety, for example ni for nickel; the contract is chosen day by day")]
    [InlineData("ni", Frequency.Monthly, "/series/0/frequency", "the quotes of this kind are daily: write daily, or leave it out")]
    public void What_the_exchange_has_not_is_refused(string symbol, Frequency frequency, string pointer, string message) =>
        Assert.Equal([(pointer, message)], _run.Kind.Check(_run.Definition with { Series = [Series("nickel", symbol, "CNY/t", frequency)] }));
}
