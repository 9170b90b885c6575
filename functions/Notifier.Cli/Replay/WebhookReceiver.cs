using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Replay;

/// <summary>
/// A receiver as a customer would run it: verifies each signature against its own clock, recognises a repeat by its
/// <c>webhook-id</c>, answers the challenge, and writes each warning as one line.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private const int LongestBody = 1024 * 1024;

    private readonly WebApplication _app;
    private readonly Action<string> _write;
    private readonly HashSet<string> _seen = [];
    private readonly Lock _gate = new();
    private WebhookSecret? _secret;

    private WebhookReceiver(WebApplication app, Action<string> write)
    {
        _app = app;
        _write = write;
        app.MapPost("/", ReceiveAsync);
    }

    public Uri Address => new(_app.Urls.Single() + "/");

    public static async Task<WebhookReceiver> StartAsync(int port, Action<string> write, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var receiver = new WebhookReceiver(builder.Build(), write);
        await receiver._app.StartAsync(cancellation);
        return receiver;
    }

    /// <summary>The sender tells the secret when the webhook is created, which needs this address: until then all is refused.</summary>
    public void Use(WebhookSecret secret) => Volatile.Write(ref _secret, secret);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (Volatile.Read(ref _secret) is not { } secret)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        string? id = request.Headers[StandardWebhookSignature.IdHeader];
        var verdict = StandardWebhookSignature.Verify(
            id,
            request.Headers[StandardWebhookSignature.TimestampHeader],
            request.Headers[StandardWebhookSignature.SignatureHeader],
            body.GetBuffer().AsSpan(0, (int)body.Length),
            secret,
            TimeProvider.System.GetUtcNow());
        return verdict == WebhookVerdict.Valid ? Take(id!, body.ToArray()) : Results.Unauthorized();
    }

    private IResult Take(string id, byte[] body)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body);
            var data = envelope.RootElement.GetProperty("data");
            if (envelope.RootElement.GetProperty("type").GetString() == WebhookBody.ChallengeType)
                return Results.Json(new { challenge = data.GetProperty("challenge").GetString() });
            Record(id, WarningLine.Format(WarningJson.Read(JsonSerializer.SerializeToUtf8Bytes(data))));
            return Results.NoContent();
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Results.BadRequest();
        }
    }

    private void Record(string id, string line)
    {
        lock (_gate)
        {
            if (!_seen.Contains(id))
                _write(line);
            // Only now: a line that could not be written is asked for again by the sender's retry.
            _seen.Add(id);
        }
    }
}
