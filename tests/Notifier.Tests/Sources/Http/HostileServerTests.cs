using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Http;

/// <summary>Servers that mean harm, or behave as if they did.</summary>
public sealed class HostileServerTests : IAsyncLifetime
{
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data", "NotConfigured")]
    [InlineData("http://[fe80::1]/", "NotConfigured")]
    [InlineData("//169.254.169.254/", "NotConfigured")]
    [InlineData("file:///etc/passwd", "ClientError")]
    [InlineData("http://user:pass@127.0.0.1/", "ClientError")]
    [InlineData("http://[", "ClientError")]
    [InlineData("", "ClientError")]
    public async Task A_redirect_to_where_nobody_must_go_is_not_followed(string location, string reason)
    {
        using var bench = new SourceBench(("Notifier:Sources:Retries", "0"));
        _server.Answer("", "text/plain", 302, ("Location", location));

        var failure = (await bench.ReadAsync(Csv())).Failure;

        Assert.Equal(reason, failure?.Reason.ToString());
        Assert.Single(_server.Seen);
    }

    [Fact]
    public async Task What_the_service_traces_of_itself_is_not_told_to_strangers()
    {
        using var bench = new SourceBench();
        using var activity = new System.Diagnostics.Activity("poll").SetIdFormat(System.Diagnostics.ActivityIdFormat.W3C).Start();
        _server.Answer("2024-07-12,5\n", "text/csv");

        Assert.Null((await bench.ReadAsync(Csv())).Failure);

        Assert.DoesNotContain(_server.Seen[0].Headers.Keys, static name => name.StartsWith("trace", StringComparison.OrdinalIgnoreCase) || name == "Correlation-Context");
    }

    [Fact]
    public async Task A_redirect_by_way_of_another_host_does_not_bring_the_key_back()
    {
        await using var other = await StandIn.StartAsync();
        using var bench = new SourceBench(("Secrets:TOKEN", "t-0815"));
        other.Answer("", "text/plain", 307, ("Location", _server.Address + "final"));
        _server.Answer(async context =>
        {
            if (context.Request.Path == "/final")
                await context.Response.WriteAsync("2024-07-12,5\n");
            else
                context.Response.Redirect(other.Address + "there");
        });

        Assert.Null((await bench.ReadAsync(Csv() with { Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {secret:TOKEN}" } })).Failure);

        Assert.Equal(["Bearer t-0815", ""], _server.Seen.Select(request => request.Headers.Authorization.ToString()));
        Assert.Empty(other.Seen[0].Headers.Authorization.ToString());
    }

    [Fact]
    public async Task A_small_body_that_unpacks_to_a_huge_one_is_not_unpacked()
    {
        using var bench = new SourceBench();
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var mebibyte = 0; mebibyte < 64; mebibyte++)
                zip.Write(zeros);
        }

        Assert.InRange(packed.Length, 10, 1_000_000);
        _server.Answer(packed.ToArray(), "text/csv", 200, ("Content-Encoding", "gzip"));

        Assert.Equal(new SourceFailure(SourceFailureReason.TooLarge, "127.0.0.1 answered with more than 8388608 bytes"), (await bench.ReadAsync(Csv())).Failure);
        Assert.Single(_server.Seen);
    }

    [Fact]
    public async Task A_body_that_comes_byte_by_byte_is_a_timeout()
    {
        using var bench = new SourceBench(("Notifier:Sources:AttemptTimeout", "00:00:00.300"), ("Notifier:Sources:Retries", "0"));
        _server.Answer(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("1");
                await context.Response.Body.FlushAsync();
                await Task.Delay(20, CancellationToken.None);
            }
        });

        Assert.Equal(SourceFailureReason.Timeout, (await bench.ReadAsync(Csv())).Failure?.Reason);
    }

    private SourceDefinition Csv() => Definition("csv", _server.Address + "prices.csv", Series("li", "1", "2"));
}
