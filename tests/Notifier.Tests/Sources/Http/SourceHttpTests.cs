using System.Text;
using Microsoft.AspNetCore.Http;
using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Http;

public sealed class SourceHttpTests : IAsyncLifetime
{
    private const string Table = "date,price\n2024-07-12,5\n";

    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_is_known_is_asked_for_conditionally_and_not_modified_is_a_success()
    {
        using var bench = new SourceBench();
        _server.Answer(Table, "text/csv", 200, ("ETag", "W/\"7\""), ("Last-Modified", "Fri, 12 Jul 2024 08:00:00 GMT"));
        var first = await bench.ReadAsync(Csv());
        _server.Answer("", "text/csv", 304);

        var second = await bench.ReadAsync(Csv(), first.Cursor);

        Assert.True(second.NotModified);
        Assert.Null(second.Failure);
        Assert.Equal(first.Cursor, second.Cursor);
        Assert.Equal("W/\"7\"", _server.Seen[1].Headers.IfNoneMatch);
        Assert.Equal("Fri, 12 Jul 2024 08:00:00 GMT", _server.Seen[1].Headers.IfModifiedSince);
        Assert.StartsWith("Notifier/", _server.Seen[1].Headers.UserAgent, StringComparison.Ordinal);
        Assert.Equal(0, _server.Seen[0].Headers.IfNoneMatch.Count);
    }

    [Theory]
    [InlineData(401, "Unauthorized", 1)]
    [InlineData(403, "Blocked", 1)]
    [InlineData(404, "NotFound", 1)]
    [InlineData(412, "Blocked", 1)]
    [InlineData(418, "ClientError", 1)]
    [InlineData(429, "Throttled", 3)]
    [InlineData(500, "ServerError", 3)]
    [InlineData(503, "ServerError", 3)]
    public async Task A_status_has_its_reason_and_only_what_may_pass_is_tried_again(int status, string reason, int tries)
    {
        using var bench = new SourceBench();
        _server.Answer("no", "text/html", status);

        var reading = await bench.ReadAsync(Csv());

        Assert.Equal((reason, (int?)status), (reading.Failure!.Reason.ToString(), reading.Failure.Status));
        Assert.StartsWith($"127.0.0.1 answered {status}: ", reading.Failure.Detail, StringComparison.Ordinal);
        Assert.Equal(tries, _server.Seen.Count);
    }

    [Fact]
    public async Task A_failure_that_passes_is_not_noticed()
    {
        using var bench = new SourceBench();
        var calls = 0;
        _server.Answer(async context =>
        {
            context.Response.StatusCode = ++calls == 1 ? 502 : 200;
            await context.Response.WriteAsync(Table);
        });

        Assert.Equal(["2024-07-12 5"], Lines(await bench.ReadAsync(Csv())));
    }

    [Fact]
    public async Task A_short_Retry_After_is_waited_for_and_a_long_one_postpones_the_next_poll()
    {
        using var bench = new SourceBench();
        var calls = 0;
        _server.Answer(async context =>
        {
            context.Response.StatusCode = ++calls == 1 ? 429 : 200;
            context.Response.Headers.RetryAfter = "1";
            await context.Response.WriteAsync(Table);
        });
        var started = TimeProvider.System.GetTimestamp();

        Assert.Null((await bench.ReadAsync(Csv())).Failure);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(30));

        _server.Answer("slow down", "text/plain", 429, ("Retry-After", "3600"));
        var reading = await bench.ReadAsync(Csv());
        Assert.Equal(TimeSpan.FromHours(1), reading.Failure!.RetryAfter);
        Assert.Equal(3, _server.Seen.Count);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_a_timeout()
    {
        using var bench = new SourceBench(("Notifier:Sources:AttemptTimeout", "00:00:00.200"), ("Notifier:Sources:Retries", "0"));
        _server.Answer(async context => await Task.Delay(Timeout.Infinite, context.RequestAborted));

        Assert.Equal(new SourceFailure(SourceFailureReason.Timeout, "127.0.0.1 did not answer in time"), (await bench.ReadAsync(Csv())).Failure);
    }

    [Fact]
    public async Task A_body_that_trickles_is_a_timeout_too()
    {
        using var bench = new SourceBench(("Notifier:Sources:AttemptTimeout", "00:00:00.300"), ("Notifier:Sources:Retries", "0"));
        _server.Answer(async context =>
        {
            await context.Response.WriteAsync("date,price\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        Assert.Equal(SourceFailureReason.Timeout, (await bench.ReadAsync(Csv())).Failure?.Reason);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_truncated_and_nothing_of_it_is_used()
    {
        using var bench = new SourceBench();
        _server.BreakOff(Table + "2024-07-13,6", "text/csv");

        var reading = await bench.ReadAsync(Csv());

        Assert.Equal(new SourceFailure(SourceFailureReason.Truncated, "127.0.0.1 broke off in the middle of its answer"), reading.Failure);
        Assert.Empty(reading.Series);
        Assert.Equal(3, _server.Seen.Count);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable()
    {
        using var bench = new SourceBench(("Notifier:Sources:Retries", "0"));
        var address = _server.Address;
        await _server.DisposeAsync();

        Assert.Equal(
            new SourceFailure(SourceFailureReason.Unreachable, "127.0.0.1 cannot be connected to"),
            (await bench.ReadAsync(Definition("csv", address + "x", Series("li")))).Failure);
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_not_asked()
    {
        using var bench = new SourceBench(("Notifier:AllowPrivateTargets", "false"));
        _server.Answer(Table);

        var failure = (await bench.ReadAsync(Csv())).Failure;

        Assert.Equal(SourceFailureReason.NotConfigured, failure?.Reason);
        Assert.Contains("loopback", failure!.Detail, StringComparison.Ordinal);
        Assert.Empty(_server.Seen);
    }

    [Fact]
    public async Task Redirects_are_followed_five_times()
    {
        using var bench = new SourceBench();
        _server.Answer(async context =>
        {
            var hop = int.Parse(context.Request.Query["hop"].ToString() is { Length: > 0 } text ? text : "0", System.Globalization.CultureInfo.InvariantCulture);
            if (hop < (context.Request.Path == "/many" ? 6 : 5))
                context.Response.Redirect($"{context.Request.Path}?hop={hop + 1}");
            else
                await context.Response.WriteAsync(Table);
        });

        Assert.Equal(["2024-07-12 5"], Lines(await bench.ReadAsync(Definition("csv", _server.Address + "few", Series("li")))));
        Assert.Equal(SourceFailureReason.ClientError, (await bench.ReadAsync(Definition("csv", _server.Address + "many", Series("li")))).Failure?.Reason);
    }

    [Fact]
    public async Task Another_host_gets_none_of_the_sources_own_headers()
    {
        await using var other = await StandIn.StartAsync();
        other.Answer(Table);
        using var bench = new SourceBench(("Secrets:TOKEN", "t-0815"));
        _server.Answer("", "text/plain", 302, ("Location", other.Address + "moved"));
        var definition = Csv() with { Headers = new Dictionary<string, string> { ["X-Api-Key"] = "{secret:TOKEN}", ["Referer"] = "https://example.org/" } };

        Assert.Null((await bench.ReadAsync(definition)).Failure);

        Assert.Equal("t-0815", _server.Seen[0].Headers["X-Api-Key"]);
        Assert.DoesNotContain(other.Seen[0].Headers, header => header.Key is "X-Api-Key" or "Referer");
        Assert.StartsWith("Notifier/", other.Seen[0].Headers.UserAgent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_places_of_an_address_are_filled()
    {
        using var bench = new SourceBench(("Secrets:spot_prices", "k 1&2"), ("Secrets:NAME", "n"));
        _server.Answer(Table);
        var url = _server.Address + "p?from={from}&to={to}&day={date:yyyyMMdd}&y={date:y}&key={key}&n={secret:NAME}";

        await bench.ReadAsync(Definition("csv", url, Series("li")));
        await bench.ReadAsync(Definition("csv", url, Series("li")), new SourceCursor(null, null, Period.Parse("2024-07-12")));

        Assert.Equal("?from=1960-01-01&to=2024-07-15&day=20240715&y=24&key=k%201%262&n=n", _server.Seen[0].Query);
        Assert.StartsWith("?from=2024-05-28&", _server.Seen[1].Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_not_set_is_named_and_nothing_is_sent()
    {
        using var bench = new SourceBench();

        var failure = (await bench.ReadAsync(Definition("csv", _server.Address + "?k={secret:NAME}", Series("li")))).Failure;

        Assert.Equal(new SourceFailure(SourceFailureReason.NotConfigured, "the setting Secrets__NAME is missing: the definition names it as {secret:NAME}"), failure);
        Assert.Empty(_server.Seen);
    }

    [Fact]
    public async Task A_definition_reads_no_setting_but_the_secrets()
    {
        using var bench = new SourceBench(("AzureWebJobsStorage", "AccountKey=1"));

        Assert.Equal(SourceFailureReason.NotConfigured, (await bench.ReadAsync(Definition("csv", _server.Address + "?k={secret:AzureWebJobsStorage}", Series("li")))).Failure?.Reason);
        Assert.Equal("/url", Assert.Single(bench.Kind("csv").Check(Definition("csv", "https://example.org/?k={secret:..:AzureWebJobsStorage}", Series("li")))).Pointer);
    }

    [Theory]
    [InlineData(200, "date,price\nbad")]
    [InlineData(200, "<html>s3cret-k</html>")]
    [InlineData(401, "s3cret-k is wrong")]
    [InlineData(500, "s3cret-k")]
    [InlineData(302, "")]
    public async Task No_secret_and_no_address_stands_in_a_log_or_a_failure(int status, string body)
    {
        using var bench = new SourceBench(("Secrets:NAME", "s3cret-k"));
        _server.Answer(body, "text/plain", status, ("Location", "/elsewhere?s3cret-k"));
        var definition = Definition("csv", _server.Address + "some-path?k={secret:NAME}", Series("li", "date", "price")) with
        {
            Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {secret:NAME}" },
        };

        var failure = (await bench.ReadAsync(definition)).Failure;

        Assert.NotNull(failure);
        Assert.Equal("Bearer s3cret-k", _server.Seen[0].Headers.Authorization);
        Assert.DoesNotContain(bench.Logs.All.Append(failure.Detail), line => line.Contains("s3cret-k", StringComparison.Ordinal) || line.Contains("some-path", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "/url")]
    [InlineData("example.org/a", "/url")]
    [InlineData("file:///etc/passwd", "/url")]
    [InlineData("https://user:pass@example.org/", "/url")]
    [InlineData("https://{secret:HOST}/", "/url")]
    [InlineData("https://example.org/{secret:A B}", "/url")]
    [InlineData("https://example.org/{today}", "/url")]
    [InlineData("https://example.org/{from", "/url")]
    [InlineData("https://example.org/{date}", "/url")]
    public void A_wrong_address_is_refused_when_it_is_saved(string url, string pointer)
    {
        using var bench = new SourceBench();

        Assert.Equal(pointer, Assert.Single(bench.Kind("csv").Check(Definition("csv", url, Series("li")))).Pointer);
    }

    private SourceDefinition Csv() => Definition("csv", _server.Address + "prices.csv", Series("li"));
}
