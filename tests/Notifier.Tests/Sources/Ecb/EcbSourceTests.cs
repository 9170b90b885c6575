using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Tests.Sources.Clients;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Ecb;

/// <summary>What is asked of the ECB, rates that follow from two, and definitions that are refused; it is Monday 2024-07-15.</summary>
public sealed class EcbSourceTests : IAsyncLifetime
{
    private ClientRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await ClientRun.StartAsync("ecb");

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task One_request_asks_for_each_currency_once_five_years_back_and_then_a_month()
    {
        var first = await _run.ReadAsync(_run.Shape.Success);
        await _run.ReadAsync(_run.Shape.Success, first.Cursor);

        Assert.Equal(["/service/data/EXR/D.CNY+USD.EUR.SP00.A", "/service/data/EXR/D.CNY+USD.EUR.SP00.A"], _run.Server.Seen.Select(request => request.Path));
        Assert.Equal(["2019-07-12", "2024-06-11"], _run.Server.Seen.Select(request => request.Query("startPeriod")));
        Assert.Equal("csvdata", _run.Server.Seen[0].Query("format"));
    }

    [Fact]
    public async Task What_did_not_change_since_is_not_sent_again()
    {
        var first = await _run.ReadAsync(request => _run.Shape.Success(request) with { Headers = [("Last-Modified", "Fri, 12 Jul 2024 13:56:08 GMT")] });
        var second = await _run.ReadAsync(_ => new Reply([], Status: 304), first.Cursor);

        Assert.Equal("Fri, 12 Jul 2024 13:56:08 GMT", _run.Server.Seen[1].Headers.IfModifiedSince.ToString());
        Assert.True(second.NotModified);
        Assert.Equal(Period.Parse("2024-07-12"), second.Cursor.LastPeriod);
    }

    [Fact]
    public async Task A_cross_rate_names_the_two_rates_of_its_day()
    {
        var reading = await _run.ReadAsync(_ => EcbShape.Table("CNY 2024-07-11 7.8890", "CNY 2024-07-12 7.9035", "USD 2024-07-12 1.0886"));

        var cross = reading.Series.Single(series => series.Series.Id == "cny-usd");
        // On the 11th one of the two is missing.
        Assert.Equal([new Observation(Period.Parse("2024-07-12"), 7.9035 / 1.0886)], cross.Observations);
        Assert.Equal("7.9035 CNY/EUR ÷ 1.0886 USD/EUR", cross.Notes![Period.Parse("2024-07-12")]);
        Assert.False(cross.NotesAreContracts);
        Assert.Equal(Period.Parse("2024-07-12"), reading.Cursor.LastPeriod);
    }

    [Fact]
    public async Task The_euro_in_another_currency_is_the_other_way_round()
    {
        _run.Server.Answer(context => EcbShape.Table("USD 2024-07-12 1.25").WriteAsync(context));

        var reading = await _run.Bench.ReadAsync(_run.Definition with { Series = [Series("eur-usd", "EUR/USD", "EUR/USD")] });

        Assert.Equal(["eur-usd 2024-07-12 0.8"], ClientRun.AllLines(reading));
        Assert.Equal("/service/data/EXR/D.USD.EUR.SP00.A", _run.Server.Seen[0].Path);
    }

    [Fact]
    public async Task A_currency_that_the_answer_does_not_hold_is_named_and_the_others_are_kept()
    {
        var reading = await _run.ReadAsync(_ => EcbShape.Table("CNY 2024-07-12 7.9035"));

        Assert.Equal(new SourceFailure(SourceFailureReason.NotFound, "127.0.0.1 answered without any value of USD: check 'symbol'"), reading.Failure);
        Assert.Equal(["cny-eur 2024-07-12 7.9035"], ClientRun.AllLines(reading));
    }

    [Fact]
    public async Task A_rate_in_hundreds_is_not_taken_for_one()
    {
        var reading = await _run.ReadAsync(request => _run.Shape.Success(request) is var whole ? whole with { Body = [.. System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(whole.Body).Replace("USD,0", "USD,2", StringComparison.Ordinal))] } : null!);

        Assert.Equal((SourceFailureReason.WrongUnit, "127.0.0.1 (USD): the source states its values in 'USD' times 10^2 and the symbol is in 'USD/EUR'"), (reading.Failure?.Reason, reading.Failure?.Detail));
        Assert.Equal(["cny-eur 2024-07-11 7.889", "cny-eur 2024-07-12 7.9035"], ClientRun.AllLines(reading));
    }

    [Fact]
    public async Task The_recorded_shape_is_read()
    {
        var body = SharedData.Read("sources/ecb/EXR_D.CNY.EUR.SP00.A.synthetic.csv");
        _run.Server.Answer(context => Reply.Csv(body).WriteAsync(context));

        var reading = await _run.Bench.ReadAsync(_run.Definition with { Series = [Series("cny-eur", "CNY", "CNY/EUR")] });

        Assert.Null(reading.Failure);
        Assert.Equal(["cny-eur 2022-03-24 6.9976", "cny-eur 2022-03-25 7.01"], ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("yuan", "CNY/EUR", Frequency.Daily, "/series/0/symbol", "'symbol' is a currency, for example CNY for yuan per euro, or two, for example CNY/USD for yuan per dollar")]
    [InlineData("USD/USD", "USD/USD", Frequency.Daily, "/series/0/symbol", "'symbol' is a currency, for example CNY for yuan per euro, or two, for example CNY/USD for yuan per dollar")]
    [InlineData("CNY/USD", "USD/CNY", Frequency.Daily, "/series/0/unit", "the symbol CNY/USD is in CNY/USD, and the definition says 'USD/CNY': write CNY/USD")]
    [InlineData("CNY", "CNY/USD", Frequency.Daily, "/series/0/unit", "the symbol CNY is in CNY/EUR, and the definition says 'CNY/USD': write CNY/EUR")]
    [InlineData("CNY", "CNY/EUR", Frequency.Monthly, "/series/0/frequency", "the rates of this kind are daily: write daily, or leave it out")]
    public void What_the_bank_has_not_is_refused(string symbol, string unit, Frequency frequency, string pointer, string message) =>
        Assert.Equal([(pointer, message)], _run.Kind.Check(_run.Definition with { Series = [Series("rate", symbol, unit, frequency)] }));
}
