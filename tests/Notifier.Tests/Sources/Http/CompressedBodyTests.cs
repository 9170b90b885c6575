using System.IO.Compression;
using System.Text;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Http;

public sealed class CompressedBodyTests : IAsyncLifetime
{
    private const string Table = "date,price\n2024-07-12,5\n";

    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_body_is_unpacked_and_its_size_is_limited_after_that()
    {
        using var bench = new SourceBench(("Notifier:Sources:LargestBody", "2000"));
        _server.Answer(Pack(Table), "text/csv", 200, ("Content-Encoding", "gzip"));
        Assert.Equal(["2024-07-12 5"], Lines(await bench.ReadAsync(Csv())));
        Assert.Contains("gzip", _server.Seen[0].Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);

        _server.Answer(Pack(Table + new string(' ', 1_000_000)), "text/csv", 200, ("Content-Encoding", "gzip"));
        Assert.Equal(new SourceFailure(SourceFailureReason.TooLarge, "127.0.0.1 answered with more than 2000 bytes"), (await bench.ReadAsync(Csv())).Failure);
        Assert.Equal(2, _server.Seen.Count);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.66)]
    [InlineData(0.99)]
    public async Task A_compressed_body_that_breaks_off_is_not_taken_for_a_whole_one(double part)
    {
        using var bench = new SourceBench();
        var table = "date,price\n" + string.Concat(Enumerable.Range(0, 600).Select(day => $"{new DateOnly(2022, 1, 1).AddDays(day):yyyy-MM-dd},{79_000 + (day * 7919 % 1000)}\n"));
        var packed = Pack(table);
        _server.Answer(packed[..(int)(packed.Length * part)], "text/csv", 200, ("Content-Encoding", "gzip"));

        var reading = await bench.ReadAsync(Csv());

        Assert.Equal(new SourceFailure(SourceFailureReason.Truncated, "127.0.0.1 broke off in the middle of its answer"), reading.Failure);
        Assert.Empty(reading.Series);
        _server.Answer(packed, "text/csv", 200, ("Content-Encoding", "x-gzip"));
        Assert.Equal(600, (await bench.ReadAsync(Csv())).Series[0].Observations.Count);
    }

    [Fact]
    public async Task A_coding_that_was_not_asked_for_is_said()
    {
        using var bench = new SourceBench();
        _server.Answer(Pack(Table), "text/csv", 200, ("Content-Encoding", "br"));

        Assert.Equal(new SourceFailure(SourceFailureReason.NotTheFormat, "127.0.0.1 answered compressed as 'br', which was not asked for"), (await bench.ReadAsync(Csv())).Failure);
    }

    private SourceDefinition Csv() => Definition("csv", _server.Address + "prices.csv", Series("li"));

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
