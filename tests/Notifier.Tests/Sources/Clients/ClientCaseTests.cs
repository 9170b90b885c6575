using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Clients;

/// <summary>
/// Every typed client in the ten cases that APIs have: success, paging, missing values, a holiday, an error with status 200, 401, 429 with
/// Retry-After, 500, a body that breaks off, a wrong charset. A new client is one shape in <see cref="ClientShapes"/>.
/// </summary>
public sealed class ClientCaseTests
{
    /// <summary>Kinds that read what they are told to, from anywhere: they know no API.</summary>
    private static readonly string[] Generic = ["csv", "json", "html", "json+html", "feed", "derived", "push"];

    public static TheoryData<string> Kinds => [.. ClientShapes.All.Select(shape => shape.Kind)];

    /// <summary>The clients whose API has the case.</summary>
    public static TheoryData<string> KindsWith(string name) => [.. ClientShapes.All.Where(shape => CaseOf(shape, name).Absent is null).Select(shape => shape.Kind)];

    [Fact]
    public void Every_typed_client_has_its_shape()
    {
        using var bench = new SourceBench();

        Assert.Equal(
            bench.Services.GetServices<ISource>().Select(source => source.Kind).Except(Generic).Order(StringComparer.Ordinal),
            ClientShapes.All.Select(shape => shape.Kind).Order(StringComparer.Ordinal));
    }

    /// <summary>A client is spared a case where its API has none, and nowhere else: one answer holds everything, or averages of months know no holidays.</summary>
    [Fact]
    public void Only_these_cases_are_missing()
    {
        string[] metals = ["metals-api", "commodities-api", "metalpriceapi", "metals-dev"];

        var absent = new[] { nameof(ClientShape.Paging), nameof(ClientShape.Missing), nameof(ClientShape.Holiday), nameof(ClientShape.ErrorWith200) }
            .SelectMany(name => ClientShapes.All.Where(shape => CaseOf(shape, name).Absent is not null).Select(shape => $"{name} {shape.Kind}"));

        Assert.Equal(
            ((string[])["alpha-vantage", "ecb", "gfex", "imf", "shfe", "trading-economics", "world-bank", .. metals]).Select(kind => $"Paging {kind}").Append("Holiday imf").Append("Holiday world-bank").Order(StringComparer.Ordinal),
            absent.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Success(string kind)
    {
        await using var run = await ClientRun.StartAsync(kind);

        Assert.Empty(run.Kind.Check(run.Definition));
        await run.ExpectAsync(Case.Of(run.Shape.Success, run.Shape.Lines));
    }

    [Theory]
    [MemberData(nameof(KindsWith), nameof(ClientShape.Paging))]
    public Task Paging(string kind) => CaseAsync(kind, nameof(ClientShape.Paging));

    [Theory]
    [MemberData(nameof(KindsWith), nameof(ClientShape.Missing))]
    public Task Missing(string kind) => CaseAsync(kind, nameof(ClientShape.Missing));

    [Theory]
    [MemberData(nameof(KindsWith), nameof(ClientShape.Holiday))]
    public Task Holiday(string kind) => CaseAsync(kind, nameof(ClientShape.Holiday));

    [Theory]
    [MemberData(nameof(KindsWith), nameof(ClientShape.ErrorWith200))]
    public Task Error_with_200(string kind) => CaseAsync(kind, nameof(ClientShape.ErrorWith200));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Unauthorized_401(string kind)
    {
        await using var run = await ClientRun.StartAsync(kind);

        var reading = await run.ReadAsync(_ => Reply.Json("{}", 401));

        Assert.Equal((SourceFailureReason.Unauthorized, 401), (reading.Failure?.Reason, reading.Failure?.Status));
        if (run.Shape.KeySetting is { } setting)
            Assert.Contains($"check the setting {setting.Replace(":", "__", StringComparison.Ordinal)}", reading.Failure!.Detail, StringComparison.Ordinal);
        Assert.Single(run.Server.Seen);
        AssertNothingMoved(run, reading);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Too_many_requests_429_with_Retry_After(string kind)
    {
        await using var run = await ClientRun.StartAsync(kind);

        var reading = await run.ReadAsync(_ => Reply.Json("{}", 429) with { Headers = [("Retry-After", "600")] });

        Assert.Equal((SourceFailureReason.Throttled, TimeSpan.FromMinutes(10)), (reading.Failure?.Reason, reading.Failure?.RetryAfter));
        Assert.Single(run.Server.Seen);
        AssertNothingMoved(run, reading);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Server_error_500(string kind)
    {
        await using var run = await ClientRun.StartAsync(kind);

        var reading = await run.ReadAsync(_ => Reply.Html("<html><body>Internal Server Error</body></html>", 500));

        Assert.Equal((SourceFailureReason.ServerError, 500), (reading.Failure?.Reason, reading.Failure?.Status));
        AssertNothingMoved(run, reading);
        // It is tried again within the poll, and the next poll finds it mended.
        var mended = 0;
        var second = await run.ReadAsync(request => mended++ == 0 ? Reply.Json("", 500) : run.Shape.Success(request));
        Assert.Equal(run.Shape.Lines, ClientRun.AllLines(second));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Truncated_body(string kind)
    {
        await using var run = await ClientRun.StartAsync(kind);

        var cut = await run.ReadAsync(request => run.Shape.Success(request) is var whole ? whole with { Body = whole.Body[..(int)(whole.Body.Length * run.Shape.Cut)] } : null!);
        Assert.Equal(SourceFailureReason.Truncated, cut.Failure?.Reason);
        AssertNothingMoved(run, cut);

        // As the connection tells it: less came than was announced.
        run.Server.BreakOff("{\"data\":[", "application/json");
        var broken = await run.ReadAsync(answer: null);
        Assert.Equal(SourceFailureReason.Truncated, broken.Failure?.Reason);
        AssertNothingMoved(run, broken);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Wrong_charset(string kind)
    {
        await using var run = await ClientRun.StartAsync(kind);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var chinese = Encoding.GetEncoding("gb18030");

        foreach (var (charset, encoding) in new[] { ("gbk", Encoding.UTF8), ("no-such-charset", Encoding.UTF8), ("utf8", Encoding.UTF8), ("utf-8", chinese), ("utf-8", Encoding.Unicode) })
        {
            var reading = await run.ReadAsync(request => Recoded(run.Shape.Success(request), charset, encoding));

            Assert.Equal((charset, null), (charset, reading.Failure));
            Assert.Equal(run.Shape.Lines, ClientRun.AllLines(reading));
        }
    }

    /// <summary>A text labelled with one charset and written in another; what is no text stays as it is.</summary>
    private static Reply Recoded(Reply reply, string charset, Encoding encoding) => reply.Body.AsSpan().StartsWith("PK"u8)
        ? reply
        : reply with { Body = [.. encoding.Preamble.Length == 2 ? encoding.Preamble.ToArray() : [], .. encoding.GetBytes(Encoding.UTF8.GetString(reply.Body))], ContentType = $"{reply.ContentType.Split(';')[0]}; charset={charset}" };

    private static async Task CaseAsync(string kind, string name)
    {
        await using var run = await ClientRun.StartAsync(kind);
        await run.ExpectAsync(CaseOf(run.Shape, name));
    }

    private static Case CaseOf(ClientShape shape, string name) => name switch
    {
        nameof(ClientShape.Paging) => shape.Paging,
        nameof(ClientShape.Missing) => shape.Missing,
        nameof(ClientShape.Holiday) => shape.Holiday,
        _ => shape.ErrorWith200,
    };

    private static void AssertNothingMoved(ClientRun run, SourceReading reading)
    {
        Assert.Empty(ClientRun.AllLines(reading));
        Assert.Equal((run.Shape.From.LastPeriod, run.Shape.From.ETag), (reading.Cursor.LastPeriod, reading.Cursor.ETag));
    }
}
