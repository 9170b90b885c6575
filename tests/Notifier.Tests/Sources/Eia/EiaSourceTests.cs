using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Tests.Sources.Clients;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Eia;

/// <summary>What is asked of EIA, and what its rows mean.</summary>
public sealed class EiaSourceTests : IAsyncLifetime
{
    private ClientRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await ClientRun.StartAsync("eia");

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task The_request_names_the_facets_the_order_and_what_is_known()
    {
        var first = await _run.ReadAsync(_run.Shape.Success);
        await _run.ReadAsync(_run.Shape.Success, first.Cursor);

        var request = _run.Server.Seen[1];
        Assert.Equal("/v2/petroleum/pri/spt/data/", request.Path);
        Assert.Equal(
            ["daily", "value", "RBRTE", "period", "asc", "0", "5000", "2023-06-08", ClientShape.Key],
            new[] { "frequency", "data[0]", "facets[series][]", "sort[0][column]", "sort[0][direction]", "offset", "length", "start", "api_key" }.Select(name => request.Query(name)));
        Assert.Equal("", _run.Server.Seen[0].Query("start"));
    }

    [Theory]
    [InlineData(Frequency.Monthly, "monthly", "2023-05")]
    [InlineData(Frequency.Quarterly, "quarterly", "2019-Q2")]
    [InlineData(Frequency.Yearly, "annual", "2019")]
    [InlineData(Frequency.Weekly, "weekly", "2023-05-27")]
    public async Task The_start_has_the_form_of_the_periods(Frequency frequency, string word, string start)
    {
        _run.Server.Answer(context => EiaShape.Page("0").WriteAsync(context));
        var cursor = SourceCursor.Start with { Marks = new Dictionary<string, string> { ["brent"] = "2024-06-30" } };

        await _run.Bench.ReadAsync(_run.Definition with { Series = [Series("brent", "petroleum/pri/spt?series=RBRTE", "USD/bbl", frequency)] }, cursor);

        Assert.Equal((word, start), (_run.Server.Seen[0].Query("frequency"), _run.Server.Seen[0].Query("start")));
    }

    [Fact]
    public async Task Another_column_and_several_facets_may_be_named()
    {
        _run.Server.Answer("""{"response":{"total":"1","data":[{"period":"2024-04","stateid":"US","sectorid":"IND","price":"7.87","price-units":"cents per kilowatt-hour"}]}}""", "application/json");

        var reading = await _run.Bench.ReadAsync(_run.Definition with
        {
            Series = [Series("power", "electricity/retail-sales?stateid=US&sectorid=IND&data=price", "USc/kWh", Frequency.Monthly)],
        });

        Assert.Null(reading.Failure);
        Assert.Equal(["power 2024-04-30 7.87"], ClientRun.AllLines(reading));
        var request = _run.Server.Seen[0];
        Assert.Equal(("price", "US", "IND"), (request.Query("data[0]"), request.Query("facets[stateid][]"), request.Query("facets[sectorid][]")));
    }

    [Fact]
    public async Task Facets_that_leave_several_series_are_told_with_the_one_to_add()
    {
        var reading = await _run.ReadAsync(_ => EiaShape.Page("2", "2024-07-12 86.85 ZEU", "2024-07-12 80.1 YCUOK"));

        Assert.Equal("127.0.0.1 (petroleum/pri/spt?series=RBRTE): there are several series: name 'duoarea' too in 'symbol', for example duoarea=YCUOK", reading.Failure?.Detail);
    }

    [Fact]
    public async Task Another_unit_is_a_failure_that_names_both()
    {
        var reading = await _run.ReadAsync(_ => Reply.Json(EiaShape.Body("1", "$/GAL", "2024-07-12 2.5")));

        Assert.Equal(SourceFailureReason.WrongUnit, reading.Failure?.Reason);
        Assert.Contains("the source states its values in '$/GAL' and the definition says 'USD/bbl'", reading.Failure!.Detail, StringComparison.Ordinal);
        Assert.Empty(ClientRun.AllLines(reading));
    }

    [Fact]
    public async Task Pages_that_end_before_the_total_are_not_the_whole()
    {
        var reading = await _run.ReadAsync(request => request.Query("offset") == "0" ? EiaShape.Page("6120", "2024-07-12 86.85") : EiaShape.Page("6120"));

        Assert.Equal((SourceFailureReason.Truncated, "127.0.0.1 (petroleum/pri/spt?series=RBRTE): 1 of 6120 values came"), (reading.Failure?.Reason, reading.Failure?.Detail));
    }

    [Theory]
    [InlineData("""{"error":{"code":"OVER_RATE_LIMIT","message":"slow down"}}""", 200, "Throttled", " answered with an error: slow down")]
    [InlineData("""{"error":"Invalid route","code":404}""", 200, "ErrorInBody", " answered with an error: Invalid route")]
    [InlineData("""{"error":"Invalid route","code":404}""", 404, "NotFound", " answered 404: check 'symbol': Invalid route")]
    [InlineData("""{"error":{"code":"API_KEY_INVALID","message":"no"}}""", 403, "Unauthorized", " answered 403: check the setting Eia__ApiKey: no")]
    [InlineData("<html>Access denied</html>", 403, "Blocked", " answered 403: it refuses programs; ask its owner, or use another source")]
    [InlineData("""{"error":"Invalid facet 'x'","code":400}""", 400, "ClientError", " answered 400: check its address and headers: Invalid facet 'x'")]
    [InlineData("""{"response":{"total":"1"}}""", 200, "NotTheFormat", ": there is no list 'data'")]
    public async Task Refusals_are_told_apart(string body, int status, string reason, string detail)
    {
        var reading = await _run.ReadAsync(_ => Reply.Json(body, status));

        Assert.Equal((reason, "127.0.0.1 (petroleum/pri/spt?series=RBRTE)" + detail), (reading.Failure?.Reason.ToString(), reading.Failure?.Detail));
    }

    [Theory]
    [InlineData("sources/eia/natgas_fut.real.json", "gas 1993-12-24 1.869")]
    [InlineData("sources/eia/error_no_key.synthetic.json", "Unauthorized")]
    [InlineData("sources/eia/warning_row_limit.synthetic.json", "Truncated")]
    public async Task Recorded_answers_are_read(string file, string outcome)
    {
        var body = SharedData.Read(file);
        _run.Server.Answer(context => Reply.Json(body).WriteAsync(context));

        var reading = await _run.Bench.ReadAsync(_run.Definition with { Series = [Series("gas", "natural-gas/pri/fut?series=RNGC4", "USD/mmBtu", Frequency.Weekly)] });

        Assert.Equal([outcome], reading.Failure is { } failure ? [failure.Reason.ToString()] : ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("RBRTE", Frequency.Daily, "/series/0/symbol")]
    [InlineData("petroleum/pri/spt", Frequency.Daily, "/series/0/symbol")]
    [InlineData("petroleum/../spt?series=x", Frequency.Daily, "/series/0/symbol")]
    [InlineData("petroleum/pri/spt?data=value", Frequency.Daily, "/series/0/symbol")]
    [InlineData("petroleum/pri/spt?series=x&api_key=", Frequency.Daily, "/series/0/symbol")]
    [InlineData("petroleum/pri/spt?series=RBRTE", Frequency.Intraday, "/series/0/frequency")]
    public void A_symbol_that_is_none_is_refused(string symbol, Frequency frequency, string pointer) =>
        Assert.Equal(pointer, Assert.Single(_run.Kind.Check(_run.Definition with { Series = [Series("brent", symbol, "USD/bbl", frequency)] })).Pointer);
}
