using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;

namespace Notifier.Tests.Deliveries;

/// <summary>A receiver of webhooks on a free port: keeps what came, and answers as a test says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();

    private WebhookReceiver(WebApplication application) => _application = application;

    /// <summary>Given the request and how many came before it. The default answers 200.</summary>
    public Func<HttpContext, ReceivedWebhook, Task> Answer { get; set; } = static (_, _) => Task.CompletedTask;

    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    public IReadOnlyList<string> Ids => [.. _received.Select(webhook => webhook.Id!)];

    /// <summary>The path stands for the secret that such URLs carry.</summary>
    public string Url => _application.Urls.First() + "/hooks/path-secret?key=query-secret";

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._application.Run(receiver.ReceiveAsync);
        await receiver._application.StartAsync();
        return receiver;
    }

    public void AnswerWith(int status, Action<HttpResponse>? more = null) => Answer = (context, _) =>
    {
        context.Response.StatusCode = status;
        more?.Invoke(context.Response);
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var webhook = new ReceivedWebhook(
            context.Request.Headers[StandardWebhookSignature.IdHeader],
            context.Request.Headers[StandardWebhookSignature.TimestampHeader],
            context.Request.Headers[StandardWebhookSignature.SignatureHeader],
            body.ToArray());
        _received.Enqueue(webhook);
        await Answer(context, webhook);
    }
}

internal sealed record ReceivedWebhook(string? Id, string? Timestamp, string? Signature, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public WebhookVerdict Verify(string secret) =>
        StandardWebhookSignature.Verify(Id, Timestamp, Signature, Body, WebhookSecret.Parse(secret), DateTimeOffset.UtcNow);
}
