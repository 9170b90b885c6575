using System.Net;
using System.Text;
using Notifier.Cli.Replay;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.EndToEndTests.Replay;

/// <summary>The receiver as <c>replay</c> runs it: in another process, told its secret on standard input.</summary>
public sealed class WebhookReceiverTests : IAsyncLifetime
{
    private static readonly WebhookSecret Secret = WebhookSecret.From("a key of twenty-four byte"u8);
    private readonly string _log = Path.GetTempFileName();
    private ReceiverProcess _receiver = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await ReceiverProcess.StartAsync(_log, CancellationToken.None);
        _client = new HttpClient { BaseAddress = _receiver.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _receiver.DisposeAsync();
        File.Delete(_log);
    }

    [Fact]
    public async Task A_verified_warning_is_written_once_however_often_it_comes()
    {
        await _receiver.UseAsync(Secret.Reveal());
        var body = WebhookBody.Of(Warning, DateTimeOffset.UtcNow).Native();

        await WaitUntilTheSecretIsKnownAsync(body);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("id-1", body, Secret));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("id-2", body, Secret));

        var line = WarningLine.Format(Warning);
        Assert.Equal([line, line], await File.ReadAllLinesAsync(_log));
        Assert.Equal(line, await _receiver.Lines.ReadAsync());
    }

    [Fact]
    public async Task A_wrong_signature_an_old_timestamp_or_another_body_is_refused_and_leaves_no_line()
    {
        await _receiver.UseAsync(Secret.Reveal());
        var body = WebhookBody.Of(Warning, DateTimeOffset.UtcNow).Native();
        await WaitUntilTheSecretIsKnownAsync(body);
        var before = await File.ReadAllTextAsync(_log);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("id-3", body, WebhookSecret.From("another key of 24 bytes.."u8)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("id-3", body, Secret, DateTimeOffset.UtcNow.AddHours(-1)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("id-3", body, Secret, sent: Encoding.UTF8.GetBytes("{}")));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("id-3", "{}"u8.ToArray(), Secret));

        Assert.Equal(before, await File.ReadAllTextAsync(_log));
    }

    [Fact]
    public async Task A_signed_challenge_is_answered()
    {
        await _receiver.UseAsync(Secret.Reveal());
        var body = WebhookBody.Challenge("c0ffee", new string('a', 32), DateTimeOffset.UtcNow).Native();
        await WaitUntilTheSecretIsKnownAsync(body);

        using var answer = await SendAsync("id-4", body, Secret, DateTimeOffset.UtcNow, body);

        Assert.Equal("""{"challenge":"c0ffee"}""", await answer.Content.ReadAsStringAsync());
    }

    private static Warning Warning { get; } = new(
        new string('a', 32), new string('b', 32), 1, "rule", "Rule", "lithium", TransitionKind.Opened, Severity.Severe, Severity.Severe,
        Period.Parse("2021-02-02"), 77_250, "CNY/t", "×2.03 of 38,000 (2020-10-01), limit ×2", null, new WarningInputs("", [], []), [], [], []);

    // Another process reads its standard input when it gets to it; until then it answers 503.
    private async Task WaitUntilTheSecretIsKnownAsync(byte[] body)
    {
        var end = Environment.TickCount64 + 10_000;
        while (await PostAsync("id-1", body, Secret) == HttpStatusCode.ServiceUnavailable)
            Assert.True(Environment.TickCount64 < end, "the receiver never learnt its secret");
    }

    private async Task<HttpStatusCode> PostAsync(string id, byte[] signed, WebhookSecret secret, DateTimeOffset? timestamp = null, byte[]? sent = null)
    {
        using var answer = await SendAsync(id, signed, secret, timestamp ?? DateTimeOffset.UtcNow, sent ?? signed);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string id, byte[] signed, WebhookSecret secret, DateTimeOffset timestamp, byte[] sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = new ByteArrayContent(sent) };
        request.Headers.Add(StandardWebhookSignature.IdHeader, id);
        request.Headers.Add(StandardWebhookSignature.TimestampHeader, StandardWebhookSignature.TimestampText(timestamp));
        request.Headers.Add(StandardWebhookSignature.SignatureHeader, StandardWebhookSignature.Sign(id, timestamp, signed, secret));
        return await _client.SendAsync(request);
    }
}
