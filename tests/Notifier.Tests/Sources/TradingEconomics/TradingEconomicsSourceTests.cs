using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Tests.Sources.Clients;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.TradingEconomics;

/// <summary>What is asked of Trading Economics, and what its prices mean.</summary>
public sealed class TradingEconomicsSourceTests : IAsyncLifetime
{
    private ClientRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await ClientRun.StartAsync("trading-economics");

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task One_request_asks_for_all_commodities()
    {
        await _run.ReadAsync(_run.Shape.Success);

        var request = Assert.Single(_run.Server.Seen);
        Assert.Equal(("/markets/commodities", "json", _run.Shape.KeyValue), (request.Path, request.Query("f"), request.Query("c")));
    }

    [Fact]
    public async Task A_price_of_a_day_that_is_not_over_is_corrected_by_the_next()
    {
        var first = await _run.ReadAsync(_ => TradingEconomicsShape.Prices("LC:COM 2024-07-15T02:00:00 89000 CNY/T", "LCO:COM 2024-07-15T02:00:00 26945 USD/T"));
        var second = await _run.ReadAsync(_ => TradingEconomicsShape.Prices("LC:COM 2024-07-15T08:00:00 89500 CNY/T", "LCO:COM 2024-07-15T08:00:00 26945 USD/T"), first.Cursor);

        Assert.Equal("lithium 2024-07-15 89000", ClientRun.AllLines(first).First());
        Assert.Equal("lithium 2024-07-15 89500", ClientRun.AllLines(second).First());
    }

    [Fact]
    public async Task Another_unit_is_a_failure_that_names_both_and_the_others_are_kept()
    {
        var reading = await _run.ReadAsync(_ => TradingEconomicsShape.Prices("LC:COM 2024-07-15T08:00:00 89500 CNY/T", "LCO:COM 2024-07-12T00:00:00 1222 USd/Lbs"));

        Assert.Equal(
            (SourceFailureReason.WrongUnit, "127.0.0.1 (LCO:COM): the source states its values in 'USd/Lbs' and the definition says 'USD/t': write the unit that they come in"),
            (reading.Failure?.Reason, reading.Failure?.Detail));
        Assert.Equal(["lithium 2024-07-15 89500"], ClientRun.AllLines(reading));
    }

    [Fact]
    public async Task A_symbol_that_is_not_listed_is_named()
    {
        var reading = await _run.ReadAsync(_ => TradingEconomicsShape.Prices("LC:COM 2024-07-15T08:00:00 89500 CNY/T"));

        Assert.Equal((SourceFailureReason.NotFound, "127.0.0.1 answered without any value of LCO:COM: check 'symbol'"), (reading.Failure?.Reason, reading.Failure?.Detail));
        Assert.Equal(["lithium 2024-07-15 89500"], ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("sources/tradingeconomics/commodities_lithium.synthetic.json", "LC:COM", "CNY/t", "price 2022-03-25 497500")]
    [InlineData("sources/tradingeconomics/markets.sample.json", "AAPL:US", "USD", "price 2021-03-03 122.825")]
    public async Task Recorded_answers_are_read(string file, string symbol, string unit, string line)
    {
        _run.Server.Answer(SharedData.Read(file), "application/json");

        var reading = await _run.Bench.ReadAsync(_run.Definition with { Series = [Series("price", symbol, unit)] });

        Assert.Null(reading.Failure);
        Assert.Equal([line], ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("LC", Frequency.Daily, "/series/0/symbol")]
    [InlineData("LC:COM&x", Frequency.Daily, "/series/0/symbol")]
    [InlineData("LC:COM", Frequency.Monthly, "/series/0/frequency")]
    public void What_it_has_not_is_refused(string symbol, Frequency frequency, string pointer) =>
        Assert.Equal(pointer, Assert.Single(_run.Kind.Check(_run.Definition with { Series = [Series("lithium", symbol, "CNY/t", frequency)] })).Pointer);
}
