using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Tests.Sources.Clients;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.AlphaVantage;

/// <summary>What is asked of Alpha Vantage, and its refusals with status 200.</summary>
public sealed class AlphaVantageSourceTests : IAsyncLifetime
{
    private ClientRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await ClientRun.StartAsync("alpha-vantage");

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task One_request_asks_for_the_history_and_only_what_may_be_revised_is_taken_again()
    {
        var first = await _run.ReadAsync(_ => AlphaVantageShape.Values("2024-06-01 9648.1", "2024-05-01 10129.5", "1992-01-01 2137"));
        var second = await _run.ReadAsync(_ => AlphaVantageShape.Values("2024-06-01 9650", "2024-05-01 10129.5", "1992-01-01 2137"), first.Cursor);

        Assert.Equal(3, ClientRun.AllLines(first).Count());
        Assert.Equal(["copper 2024-05-31 10129.5", "copper 2024-06-30 9650"], ClientRun.AllLines(second));
        var request = _run.Server.Seen[0];
        Assert.Equal(("/query", "COPPER", "monthly", ClientShape.Key), (request.Path, request.Query("function"), request.Query("interval"), request.Query("apikey")));
    }

    [Theory]
    [InlineData("""{"Note":"Thank you! Our standard API call frequency is 5 calls per minute."}""", "Throttled")]
    [InlineData("""{"Information":"The rate limit is 25 requests per day. Please subscribe to any of the premium plans."}""", "Throttled")]
    [InlineData("""{"Information":"Thank you for using Alpha Vantage! This is a premium endpoint."}""", "Unauthorized")]
    [InlineData("""{"Error Message":"the parameter apikey is invalid or missing."}""", "Unauthorized")]
    [InlineData("""{"Error Message":"This API function (COPER) does not exist."}""", "ErrorInBody")]
    [InlineData("{}", "NotTheFormat")]
    [InlineData("""{"name":"x","unit":"dollar per pound","data":[{"date":"2024-06-01","value":"4.4"}]}""", "WrongUnit")]
    public async Task Refusals_are_told_apart_by_their_words(string body, string reason)
    {
        var reading = await _run.ReadAsync(_ => Reply.Json(body));

        Assert.Equal(reason, reading.Failure?.Reason.ToString());
        Assert.Empty(ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("sources/alphavantage/copper_monthly.synthetic.json", "copper 2022-01-31 9775.9, copper 2022-03-31 10237.5")]
    [InlineData("sources/alphavantage/error_http200.synthetic.json", "ErrorInBody")]
    [InlineData("sources/alphavantage/note_http200.synthetic.json", "Throttled")]
    [InlineData("sources/alphavantage/rate_limited_http200.synthetic.json", "Throttled")]
    public async Task Recorded_answers_are_read(string file, string outcome)
    {
        var body = SharedData.Read(file);

        var reading = await _run.ReadAsync(_ => Reply.Json(body));

        Assert.Equal(outcome, reading.Failure?.Reason.ToString() ?? string.Join(", ", ClientRun.AllLines(reading)));
    }

    [Theory]
    [InlineData("copper", Frequency.Monthly, "/series/0/symbol")]
    [InlineData("COPPER&x=1", Frequency.Monthly, "/series/0/symbol")]
    [InlineData("COPPER", Frequency.Intraday, "/series/0/frequency")]
    public void What_it_has_not_is_refused(string symbol, Frequency frequency, string pointer) =>
        Assert.Equal(pointer, Assert.Single(_run.Kind.Check(_run.Definition with { Series = [Series("copper", symbol, "USD/t", frequency)] })).Pointer);
}
