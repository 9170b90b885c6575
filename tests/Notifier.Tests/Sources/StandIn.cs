using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Notifier.Tests.Sources;

/// <summary>A real server on a free port in the place of a source; each test says what it answers.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    /// <summary>Where an answer finds the body of its own request in <see cref="HttpContext.Items"/>: others may have come since.</summary>
    public const string Body = "body";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private volatile RequestDelegate _answer = static context =>
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    };

    private StandIn(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Host as messages name it.</summary>
    public string Host => Address.Host;

    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    public static async Task<StandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.AllowSynchronousIO = true);
        var stand = new StandIn(builder.Build());
        stand._app.Run(stand.HandleAsync);
        await stand._app.StartAsync();
        stand.Address = new Uri(stand._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return stand;
    }

    public void Answer(RequestDelegate answer) => _answer = answer;

    public void Answer(string body, string contentType = "text/plain; charset=utf-8", int status = 200, params (string Name, string Value)[] headers) =>
        Answer(Encoding.UTF8.GetBytes(body), contentType, status, headers);

    public void Answer(byte[] body, string contentType, int status = 200, params (string Name, string Value)[] headers) => Answer(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(body);
    });

    /// <summary>Says that more is to come, and ends the connection. Written below HTTP: an aborted answer may take its beginning with it.</summary>
    public void BreakOff(string body, string contentType) => Answer(async context =>
    {
        var wire = context.Features.Get<IConnectionTransportFeature>()!.Transport.Output;
        await wire.WriteAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body) + 1000}\r\n\r\n{body}"));
        await wire.CompleteAsync();
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        _seen.Enqueue(new(context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", new HeaderDictionary(context.Request.Headers.ToDictionary()), body));
        context.Items[Body] = body;
        await _answer(context);
    }
}

internal sealed record SeenRequest(string Method, string Path, string Query, IHeaderDictionary Headers, string Body);
