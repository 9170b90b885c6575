using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Whatever stands in a body: never a failure of ours, always a complete problem, and nothing stored by a refused one.</summary>
public sealed class HostileBodyTests(AzuriteFixture azurite)
{
    private static readonly (string Method, string Address, string Good)[] Operations =
    [
        ("PUT", "/api/sources/s", """{"kind":"push","zone":"Asia/Shanghai","series":[{"id":"a","unit":"CNY/t","frequency":"daily"}],"headers":{"X-A":"b"},"expectMinItems":1}"""),
        ("PUT", "/api/rules/r", """{"id":"r","title":"锂","series":["base"],"ladder":[{"severity":"minor","when":"multiple(min, 365d) >= 1.25 and change(90d) >= 15%","for":3}],"keepFiringFor":3,"remind":"30d"}"""),
        ("POST", "/api/rules/backtest", """{"id":"r","series":["base"],"above":5}"""),
        ("POST", "/api/series/base/observations", """{"observations":[{"period":"2024-05-13","value":79200},{"period":"2024-05-14","value":-1.5e3}]}"""),
        ("POST", "/api/subscriptions", """{"channel":{"type":"email","address":"a@example.org"},"match":{"rules":["r"],"minSeverity":"severe"},"language":"zh-CN","zone":"UTC","digest":"immediate"}"""),
        ("POST", "/api/keys", """{"name":"x","scope":"read","expires":"2100-01-01T00:00:00Z"}"""),
    ];

    private static readonly string[] Splinters =
        ["null", "true", "-0", "1e999", "99999999999999999999", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"锂𝄞\u202e\"", "[]", "{}", "[[[[[[[[[[", "\"a\":1,\"a\":2", ",", "/*x*/", "\"__proto__\"", "\"../../x\"", "\"x\\r\\ny\"", "NaN", "\"%00\""];

    [Fact]
    public async Task No_body_makes_it_fail()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString);
        await host.Admin.SendAsync("PUT", "/api/sources/base", """{"kind":"push","series":[{"id":"base"}]}""").ReadAsync(HttpStatusCode.Created);
        var mutations = Gen.Select(Gen.Int[0, Operations.Length - 1], Gen.Int[0, 400], Gen.Int[0, 12], Gen.Int[0, Splinters.Length - 1].Select(index => Splinters[index]), Gen.Bool);

        await mutations.SampleAsync(async (operation, at, cut, splinter, truncate) =>
        {
            var (method, address, good) = Operations[operation];
            var from = at % good.Length;
            var body = good[..from] + splinter + (truncate ? "" : good[Math.Min(good.Length, from + cut)..]);
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = new("application/json");

            var answer = await host.Admin.SendAsync(method, address, content, ("If-Match", "*"));

            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode} to {body}: {text}");
            if (!answer.IsSuccessStatusCode)
                Assert.StartsWith("urn:notifier:problem:", JsonDocument.Parse(text).RootElement.Text("type"), StringComparison.Ordinal);
        }, iter: 600, threads: 4);

        Assert.DoesNotContain(host.Logs.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new byte[] { 0x7B, 0xFF, 0x7D })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x7B })]
    [InlineData(new byte[] { 0x7B, 0x22, 0xC0, 0xAF, 0x22, 0x3A, 0x31, 0x7D })]
    public async Task Bytes_that_are_no_UTF8_are_refused(byte[] bytes)
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString);
        foreach (var (method, address, _) in Operations)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new("application/json");
            var answer = await host.Admin.SendAsync(method, address, content);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{method} {address}: {answer.StatusCode}");
        }
    }
}
