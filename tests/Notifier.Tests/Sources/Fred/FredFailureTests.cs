using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Sources.Fred;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Fred;

/// <summary>What is not an answer, the key that nobody may see, and definitions that are refused.</summary>
public sealed class FredFailureTests : IAsyncLifetime
{
    private const string Key = FredStandIn.Key;

    private readonly SourceBench _bench = new(("Fred:ApiKey", Key));
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Theory]
    [InlineData(400, """{"error_code":400,"error_message":"Bad Request.  The series does not exist."}""", "ClientError", " answered 400: Bad Request.  The series does not exist.", 1)]
    [InlineData(400, """{"error_code":400,"error_message":"Bad Request.  The value abcdefghijklmnopqrstuvwxyz012345 of api_key is not registered."}""", "Unauthorized", " answered 400: check the setting Fred__ApiKey: Bad Request.  The value *** of api_key is not registered.", 1)]
    [InlineData(400, "<html>no</html>", "ClientError", " answered 400: check the symbol", 1)]
    [InlineData(401, "", "Unauthorized", " answered 401: check the setting Fred__ApiKey", 1)]
    [InlineData(403, "<html>Access Denied</html>", "Blocked", " answered 403: it refuses programs; ask its owner, or use another source", 1)]
    [InlineData(404, "", "NotFound", " answered 404: check the path of its address", 1)]
    [InlineData(429, "", "Throttled", " answered 429: it is asked again later; poll it less often", 3)]
    [InlineData(500, """{"error_code":500,"error_message":"Internal Server Error"}""", "ServerError", " answered 500: it is asked again later", 3)]
    [InlineData(200, """{"error_code":423,"error_message":"The key abcdefghijklmnopqrstuvwxyz012345 is locked"}""", "ErrorInBody", " answered with an error: The key *** is locked", 1)]
    [InlineData(200, "{}", "NotTheFormat", ": there is no list of observations", 1)]
    [InlineData(200, """{"count":0,"observations":[]}""", "Empty", ": 0 items where at least 1 are expected", 1)]
    [InlineData(200, "", "Empty", " answered with nothing", 1)]
    [InlineData(200, "null", "Empty", " answered with nothing", 1)]
    [InlineData(200, """{"count":1,"observations":[{"date":"2024-06-01","value":"17""", "Truncated", " broke off in the middle of its JSON", 1)]
    [InlineData(200, """{"count":1,"observations":[{"date":"2024-06-01","value":"n.v."}]}""", "NotTheFormat", ": 2024-06-01: 'n.v.' is not a number", 1)]
    [InlineData(200, """{"count":1,"observations":[{"date":"June","value":"1"}]}""", "NotTheFormat", ": none of 1 items has a date that can be read: check 'date' of the series", 1)]
    [InlineData(200, """{"count":1,"observations":{"date":"2024-06-01"}}""", "NotTheFormat", " answered with JSON of another shape at $.observations", 1)]
    [InlineData(200, "<?xml version=\"1.0\"?><observations/>", "NotTheFormat", " answered with what is not JSON: line 1", 1)]
    [InlineData(200, "<!DOCTYPE html><html><body>Maintenance</body></html>", "NotTheFormat", " answered with an HTML page where JSON was expected: check its address", 1)]
    [InlineData(200, "<html><title>Just a moment...</title></html>", "Blocked", " answered with a page that tests for a browser: it refuses programs; ask its owner, or use another source", 1)]
    public async Task What_is_not_the_answer_expected_is_a_failure_with_its_reason(int status, string body, string reason, string detail, int tries)
    {
        _server.Answer(body, "application/json", status);

        var reading = await ReadAsync();

        Assert.Equal((reason, "127.0.0.1 (PNICKUSDM)" + detail), (reading.Failure?.Reason.ToString(), reading.Failure?.Detail));
        Assert.Equal(tries, _server.Seen.Count);
        Assert.Empty(reading.Series);
        Assert.Null(reading.Cursor.LastPeriod);
    }

    [Theory]
    [InlineData("sources/fred/error_bad_key.synthetic.json", "Unauthorized")]
    [InlineData("sources/fred/error_bad_series.synthetic.json", "ClientError")]
    public async Task The_documented_errors_are_told_apart(string file, string reason)
    {
        _server.Answer(SharedData.Read(file), "application/json", 400);

        Assert.Equal(reason, (await ReadAsync()).Failure?.Reason.ToString());
    }

    [Fact]
    public async Task A_long_Retry_After_postpones_the_next_poll()
    {
        _server.Answer("", "application/json", 429, ("Retry-After", "600"));

        var failure = (await ReadAsync()).Failure;

        Assert.Equal((SourceFailureReason.Throttled, TimeSpan.FromMinutes(10)), (failure!.Reason, failure.RetryAfter));
        Assert.Single(_server.Seen);
    }

    [Fact]
    public async Task A_body_that_breaks_off_and_a_host_that_is_gone_are_failures_of_their_own()
    {
        using var bench = new SourceBench(("Fred:ApiKey", Key), ("Notifier:Sources:Retries", "0"));
        var definition = Definition();
        _server.BreakOff("""{"count":1,"observations":[""", "application/json");
        Assert.Equal(new SourceFailure(SourceFailureReason.Truncated, "127.0.0.1 (PNICKUSDM) broke off in the middle of its answer"), (await bench.ReadAsync(definition)).Failure);

        await _server.DisposeAsync();
        Assert.Equal(new SourceFailure(SourceFailureReason.Unreachable, "127.0.0.1 (PNICKUSDM) cannot be connected to"), (await bench.ReadAsync(definition)).Failure);
    }

    [Fact]
    public async Task A_poll_that_is_cancelled_says_so()
    {
        using var stop = new CancellationTokenSource();
        _server.Answer(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Kind("fred").ReadAsync(Definition(), SourceCursor.Start, stop.Token));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_sent_and_the_setting_is_named()
    {
        using var bench = new SourceBench();

        var reading = await bench.ReadAsync(Definition());

        Assert.Equal(new SourceFailure(SourceFailureReason.NotConfigured, "the setting Fred__ApiKey is missing: get a key at fred.stlouisfed.org"), reading.Failure);
        Assert.Empty(_server.Seen);
    }

    [Theory]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345")]
    [InlineData("abcdefghijklmnopqrstuvwxyz01234")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345\n")]
    [InlineData("abcdefghijklmnopqrstuvwxyz01234&")]
    public void A_key_that_is_none_is_refused_at_start_and_not_repeated(string key)
    {
        using var bench = new SourceBench(("Fred:ApiKey", key));

        var refused = Assert.Throws<OptionsValidationException>(() => bench.Services.GetRequiredService<IOptions<FredOptions>>().Value);

        Assert.StartsWith("Fred__ApiKey: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key[..20], refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"count":1,"observations":[{"date":"2024-06-01","value":"1"}]}""")]
    [InlineData(200, "<html>abcdefghijklmnopqrstuvwxyz012345</html>")]
    [InlineData(200, """{"count":1,"observations":[{"date":"2024-06-01","value":"abcdefghijklmnopqrstuvwxyz012345"}]}""")]
    [InlineData(200, """{"error_message":"abcdefghijklmnopqrstuvwxyz012345"}""")]
    [InlineData(302, "")]
    [InlineData(400, """{"error_code":400,"error_message":"api_key=abcdefghijklmnopqrstuvwxyz012345 is not registered"}""")]
    [InlineData(429, "")]
    [InlineData(500, "abcdefghijklmnopqrstuvwxyz012345")]
    public async Task The_key_is_sent_and_stands_in_no_log_no_trace_and_no_failure(int status, string body)
    {
        var traces = new ConcurrentQueue<string>();
        using var listener = Listen(traces);
        _server.Answer(body, "application/json", status, ("Location", "/elsewhere?api_key=" + Key));

        var reading = await ReadAsync();

        Assert.Contains("api_key=" + Key, _server.Seen[0].Query, StringComparison.Ordinal);
        Assert.NotEmpty(traces);
        Assert.NotEmpty(_bench.Logs.All);
        Assert.DoesNotContain(_bench.Logs.All.Concat(traces).Append(reading.ToString()).Append(reading.Failure?.ToString()), line => line?.Contains(Key, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_definition_may_leave_out_the_address_or_name_another_base()
    {
        Assert.Empty(_bench.Kind("fred").Check(Definition() with { Url = "" }));
        Assert.Empty(_bench.Kind("fred").Check(Definition()));
        Assert.Empty(_bench.Kind("fred").Check(Definition() with { Url = "https://proxy.example.org/fred-cache" }));
    }

    [Theory]
    [InlineData("", "/series/0/symbol", "'symbol' is FRED's series_id: letters, digits and '_', for example PNICKUSDM")]
    [InlineData("PNICK&api_key=x", "/series/0/symbol", "'symbol' is FRED's series_id: letters, digits and '_', for example PNICKUSDM")]
    public void A_symbol_that_is_none_is_refused(string symbol, string pointer, string message) =>
        Assert.Equal([(pointer, message)], _bench.Kind("fred").Check(SourceBench.Definition("fred", "", Series("nickel", symbol: symbol, frequency: Frequency.Monthly))));

    [Fact]
    public void What_does_nothing_is_refused()
    {
        var definition = SourceBench.Definition("fred", "http://api.example.org/?x=1", Series("a", "date", "value", "A", Frequency.Intraday)) with
        {
            Items = "$.observations",
            Headers = new Dictionary<string, string> { ["Accept"] = "x" },
        };

        Assert.Equal(
            ["/headers", "/items", "/series/0/date", "/series/0/frequency", "/series/0/value", "/url", "/url"],
            _bench.Kind("fred").Check(definition).Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
        Assert.Equal("/series", Assert.Single(_bench.Kind("fred").Check(SourceBench.Definition("fred", ""))).Pointer);
        Assert.Equal(
            "/series",
            Assert.Single(_bench.Kind("fred").Check(SourceBench.Definition("fred", "", [.. Enumerable.Range(0, 201).Select(number => Series($"s{number}", symbol: "A"))]))).Pointer);
    }

    private static ActivityListener Listen(ConcurrentQueue<string> traces)
    {
        var listener = new ActivityListener
        {
            // The stand-in's own traces show what it was asked.
            ShouldListenTo = source => !source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue(
                $"{activity.Source.Name} {activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', activity.Events.SelectMany(one => one.Tags).Select(tag => $"{tag.Key}={tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private SourceDefinition Definition() => SourceBench.Definition("fred", _server.Address.ToString(), Series("nickel", symbol: "PNICKUSDM", frequency: Frequency.Monthly));

    private Task<SourceReading> ReadAsync() => _bench.ReadAsync(Definition());
}
