using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Sources.Metals;
using Notifier.Tests.Sources.Clients;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Metals;

/// <summary>From rates for a troy ounce to prices, what is asked of each API, and errors with status 200.</summary>
public sealed class MetalsSourceTests
{
    [Theory]
    [InlineData("metals-api", "/api/latest", "access_key", "base=USD&symbols=NI,XAU")]
    [InlineData("commodities-api", "/api/latest", "access_key", "base=USD&symbols=NI,XAU")]
    [InlineData("metalpriceapi", "/v1/latest", "api_key", "base=USD&currencies=NI,XAU")]
    [InlineData("metals-dev", "/v1/latest", "api_key", "currency=USD&unit=toz")]
    public async Task One_request_asks_for_all_metals_in_one_currency(string kind, string path, string keyName, string query)
    {
        await using var run = await ClientRun.StartAsync(kind);

        await run.ReadAsync(run.Shape.Success);

        var request = Assert.Single(run.Server.Seen);
        Assert.Equal((path, $"?{query}&{keyName}={ClientShape.Key}"), (request.Path, request.Query));
    }

    [Theory]
    [InlineData("USD/t", 32150.746568627979)]
    [InlineData("USD/kg", 32.150746568627979)]
    [InlineData("USD/ozt", 1)]
    [InlineData("USD/lb", 14.583333333333334)]
    public void The_unit_of_the_series_decides_the_factor(string unit, double ounces) => Assert.Equal(ounces, OuncePrice.Of(unit)!.Ounces, ounces * 1e-12);

    [Theory]
    [InlineData("USD/bbl")]
    [InlineData("USD")]
    [InlineData("t")]
    [InlineData("index")]
    public void What_is_no_mass_is_no_price_of_an_ounce(string unit) => Assert.Null(OuncePrice.Of(unit));

    [Fact]
    public async Task Each_value_names_its_rate_and_its_factor()
    {
        await using var run = await ClientRun.StartAsync("metals-api");

        var reading = await run.ReadAsync(run.Shape.Success);

        Assert.Equal("1 / 1.875 USD/ozt × 32150.7466 ozt/t", reading.Series[0].Notes![Period.Parse("2024-07-15")]);
        Assert.False(reading.Series[0].NotesAreContracts);
    }

    [Theory]
    [InlineData("metals-api", """{"success":false,"error":{"code":101,"type":"invalid_access_key","info":"no"}}""", "Unauthorized")]
    [InlineData("metals-api", """{"success":false,"error":{"code":105,"info":"no"}}""", "Unauthorized")]
    [InlineData("commodities-api", """{"data":{"success":false,"error":{"code":202,"info":"no"}}}""", "NotFound")]
    [InlineData("metalpriceapi", """{"success":false,"error":{"statusCode":104,"message":"no"}}""", "Throttled")]
    [InlineData("metals-dev", """{"status":"failure","error_code":1101,"error_message":"no"}""", "ErrorInBody")]
    [InlineData("metals-api", """{"success":true,"date":"2024-07-15","base":"EUR","rates":{"NI":1},"unit":"per troy ounce"}""", "WrongUnit")]
    [InlineData("metals-api", """{"success":true,"date":"2024-07-15","base":"USD","rates":{"NI":1},"unit":"per metric ton"}""", "WrongUnit")]
    [InlineData("metals-dev", """{"status":"success","currency":"USD","unit":"kg","metals":{"nickel":1},"timestamps":{"metal":"2024-07-15T16:00:02.000Z"}}""", "WrongUnit")]
    [InlineData("metals-api", """{"success":true,"base":"USD","rates":{"NI":1}}""", "NotTheFormat")]
    [InlineData("metals-api", """{"success":true,"date":"2024-07-15","base":"USD"}""", "NotTheFormat")]
    public async Task Refusals_and_other_units_are_told_apart(string kind, string body, string reason)
    {
        await using var run = await ClientRun.StartAsync(kind);

        var reading = await run.ReadAsync(_ => Reply.Json(body));

        Assert.Equal(reason, reading.Failure?.Reason.ToString());
        Assert.Empty(ClientRun.AllLines(reading));
    }

    /// <summary>Beside a rate stands the price itself, named with the currency before the metal.</summary>
    [Theory]
    [InlineData("metalpriceapi", "NI", 33899.98583786164, "1 / 0.9484 USD/ozt × 32150.7466 ozt/t")]
    [InlineData("metalpriceapi", "USDNI", 33899.747181961342, "1.0544 USD/ozt × 32150.7466 ozt/t")]
    [InlineData("metals-api", "USDNI", 33899.747181961342, "1.0544 USD/ozt × 32150.7466 ozt/t")]
    public async Task A_rate_and_the_price_beside_it_are_told_apart(string kind, string symbol, double expected, string note)
    {
        await using var run = await ClientRun.StartAsync(kind);
        run.Server.Answer("""{"success":true,"date":"2024-07-15","base":"USD","timestamp":1721087999,"rates":{"NI":0.9484,"USDNI":1.0544}}""", "application/json");

        var reading = await run.Bench.ReadAsync(run.Definition with { Series = [Series("price", symbol, "USD/t")] });

        Assert.Null(reading.Failure);
        Assert.Equal(expected, reading.Series[0].Observations.Single().Value, 1e-6);
        Assert.Equal(note, reading.Series[0].Notes!.Values.Single());
        Assert.Contains("=NI&", run.Server.Seen[0].Query.ToString() + "&", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_that_contradicts_the_price_beside_it_is_no_price()
    {
        await using var run = await ClientRun.StartAsync("metalpriceapi");
        run.Server.Answer("""{"success":true,"base":"USD","timestamp":1721087999,"rates":{"NI":1.0544,"USDNI":1.0544,"XAU":0.0005}}""", "application/json");

        var reading = await run.Bench.ReadAsync(run.Definition with { Series = [Series("nickel", "NI", "USD/t"), Series("gold", "XAU", "USD/ozt")] });

        Assert.Equal(new SourceFailure(SourceFailureReason.NotTheFormat, "127.0.0.1: 'NI' is 1.0544 and 'USDNI' is 1.0544: one should be one divided by the other"), reading.Failure);
        Assert.Equal(["gold 2024-07-15 2000"], ClientRun.AllLines(reading));
    }

    [Fact]
    public async Task A_rate_of_nothing_is_no_price_and_a_metal_that_is_missing_is_named()
    {
        await using var run = await ClientRun.StartAsync("metals-api");

        var reading = await run.ReadAsync(_ => Reply.Json("""{"success":true,"date":"2024-07-15","base":"USD","rates":{"NI":0},"unit":"per troy ounce"}"""));

        Assert.Equal((SourceFailureReason.NotFound, "127.0.0.1 answered without any value of XAU: check 'symbol'"), (reading.Failure?.Reason, reading.Failure?.Detail));
        Assert.Empty(ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("metals-api", "metals_api_latest.synthetic.json", "NI", "USD/t", "price 2022-03-25 33899.98583786164")]
    [InlineData("commodities-api", "commodities_api_latest.captured.json", "XPT", "BRL/ozt", "price 2023-03-18 975.0000000000243")]
    [InlineData("metalpriceapi", "metalpriceapi_latest.synthetic.json", "NI", "USD/t", "price 2022-03-24 33899.98583786164")]
    [InlineData("metals-dev", "metals_dev_latest.synthetic.json", "nickel", "USD/t", "price 2022-03-25 36330.34362254961")]
    [InlineData("metals-api", "error_http200.synthetic.json", "NI", "USD/t", "Throttled")]
    [InlineData("metals-dev", "metals_dev_error.synthetic.json", "nickel", "USD/t", "Throttled")]
    public async Task Recorded_answers_are_read(string kind, string file, string symbol, string unit, string outcome)
    {
        await using var run = await ClientRun.StartAsync(kind);
        run.Server.Answer(SharedData.Read("sources/metals-inverse/" + file), "application/json");

        var reading = await run.Bench.ReadAsync(run.Definition with { Series = [Series("price", symbol, unit)] });

        Assert.Equal([outcome], reading.Failure is { } failure ? [failure.Reason.ToString()] : ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("NI&x", "USD/t", "/series/0/symbol")]
    [InlineData("NI", "USD/bbl", "/series/0/unit")]
    public async Task What_it_has_not_is_refused(string symbol, string unit, string pointer)
    {
        await using var run = await ClientRun.StartAsync("metals-api");

        Assert.Equal(pointer, Assert.Single(run.Kind.Check(run.Definition with { Series = [Series("nickel", symbol, unit)] })).Pointer);
        Assert.Equal("/series/1/unit", Assert.Single(run.Kind.Check(run.Definition with { Series = [Series("a", "NI", "USD/t"), Series("b", "NI", "EUR/t")] })).Pointer);
    }
}
