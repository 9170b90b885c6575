using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Tests.Sources.Clients;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.NasdaqDataLink;

/// <summary>Data sets and tables, and the codes of errors.</summary>
public sealed class NasdaqDataLinkSourceTests : IAsyncLifetime
{
    private const string Dataset = """{"dataset_data":{"column_names":["Date","Cash Buyer","3-months Buyer"],"data":[["2024-07-11",16600,16810.5],["2024-07-12",null,16650]],"frequency":"daily"}}""";

    private ClientRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await ClientRun.StartAsync("nasdaq-data-link");

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task A_column_of_a_data_set_is_found_by_its_name()
    {
        _run.Server.Answer(Dataset, "application/json");

        var reading = await ReadAsync("LME/PR_NI#3-months buyer");

        Assert.Null(reading.Failure);
        Assert.Equal(["nickel 2024-07-11 16810.5", "nickel 2024-07-12 16650"], ClientRun.AllLines(reading));
        var request = _run.Server.Seen[0];
        Assert.Equal(("/api/v3/datasets/LME/PR_NI/data.json", "asc", "", ClientShape.Key), (request.Path, request.Query("order"), request.Query("start_date"), request.Headers["X-Api-Token"].ToString()));
        Assert.DoesNotContain(ClientShape.Key, request.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LME/PR_NI#Close", ": there is no column 'Close'; there are Date, Cash Buyer, 3-months Buyer")]
    [InlineData("LME/PR_NI", ": there are several columns: name one behind '#' in 'symbol': Cash Buyer, 3-months Buyer")]
    public async Task A_column_that_is_not_told_is_asked_for(string symbol, string detail)
    {
        _run.Server.Answer(Dataset, "application/json");

        Assert.Equal($"127.0.0.1 ({symbol}){detail}", (await ReadAsync(symbol)).Failure?.Detail);
    }

    [Fact]
    public async Task A_table_is_asked_with_its_filters_and_from_what_is_known()
    {
        var first = await _run.ReadAsync(_run.Shape.Success);
        await _run.ReadAsync(_run.Shape.Success, first.Cursor);

        var request = _run.Server.Seen[1];
        Assert.Equal(("/api/v3/datatables/LME/SPOT.json", "NI", "2023-06-08", "10000"), (request.Path, request.Query("code"), request.Query("date.gte"), request.Query("qopts.per_page")));
        Assert.Equal("", _run.Server.Seen[0].Query("date.gte"));
    }

    [Fact]
    public async Task Filters_that_leave_several_series_are_told()
    {
        var reading = await _run.ReadAsync(_ => NasdaqDataLinkShape.Table(null, "2024-07-12 16455.5", "2024-07-12 97000"));

        Assert.Contains("there are several values for 2024-07-12: name filters in 'symbol'", reading.Failure?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "QEAx01", "Unauthorized", " answered 400: check the setting NasdaqDataLink__ApiKey and its plan: QEAx01 no")]
    [InlineData(403, "QEPx02", "Unauthorized", " answered 403: check the setting NasdaqDataLink__ApiKey and its plan: QEPx02 no")]
    [InlineData(404, "QECx05", "NotFound", " answered 404: check 'symbol': QECx05 no")]
    [InlineData(422, "QELx06", "ClientError", " answered 422: QELx06 no")]
    [InlineData(429, "QELx01", "Throttled", " answered 429: QELx01 no")]
    [InlineData(503, "QEXx01", "ServerError", " answered 503: QEXx01 no")]
    [InlineData(200, "QEAx01", "Unauthorized", " answered with an error: check the setting NasdaqDataLink__ApiKey and its plan: QEAx01 no")]
    [InlineData(418, "QEZx99", "ClientError", " answered 418: check its address and headers: no")]
    public async Task The_codes_of_errors_say_what_they_are(int status, string code, string reason, string detail)
    {
        var reading = await _run.ReadAsync(_ => Reply.Json($$$"""{"quandl_error":{"code":"{{{code}}}","message":"no"}}""", status));

        Assert.Equal((reason, "127.0.0.1 (datatables/LME/SPOT?code=NI#date,value)" + detail), (reading.Failure?.Reason.ToString(), reading.Failure?.Detail));
    }

    [Theory]
    [InlineData("sources/nasdaq-data-link/dataset_data.synthetic.json", "LME/PR_NI#3-months Buyer", "nickel 2022-03-25 35400")]
    [InlineData("sources/nasdaq-data-link/datatable.synthetic.json", "datatables/SMM/PRICES?code=LC#date,value", "nickel 2022-03-25 497500")]
    [InlineData("sources/nasdaq-data-link/error_429.fixture.json", "LME/PR_NI", "Throttled")]
    public async Task Recorded_answers_are_read(string file, string symbol, string outcome)
    {
        _run.Server.Answer(SharedData.Read(file), "application/json");

        var reading = await ReadAsync(symbol);

        Assert.Equal([outcome], reading.Failure is { } failure ? [failure.Reason.ToString()] : ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("LME")]
    [InlineData("LME/../x")]
    [InlineData("LME/PR_NI?start_date=x")]
    [InlineData("datatables/SMM/PRICES?code=LC")]
    [InlineData("datatables/SMM/PRICES?api_key=#date,value")]
    public void A_symbol_that_is_none_is_refused(string symbol) =>
        Assert.Equal("/series/0/symbol", Assert.Single(_run.Kind.Check(_run.Definition with { Series = [Series("nickel", symbol, "USD/t")] })).Pointer);

    private Task<SourceReading> ReadAsync(string symbol) => _run.Bench.ReadAsync(_run.Definition with { Series = [Series("nickel", symbol, "USD/t")] });
}
