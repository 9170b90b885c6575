using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Notifier.Core.Observations;

namespace Notifier.Cli.Replay;

/// <summary>A source on this machine: prices as a JSON API with entity tags, and a policy feed. It publishes a history day by day.</summary>
internal sealed class SourceServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, PriceApi> _prices;
    private readonly PolicyFeed _policy;

    private SourceServer(WebApplication app, IEnumerable<PriceApi> prices, PolicyFeed policy)
    {
        _app = app;
        _prices = prices.ToDictionary(price => price.Series.Id);
        _policy = policy;
        app.MapGet("/prices/{id}", (string id, HttpContext context) =>
            _prices.TryGetValue(id, out var price) ? WriteAsync(context, "application/json", price.Answer()) : NotFoundAsync(context));
        app.MapGet("/policy.atom", (HttpContext context) => WriteAsync(context, "application/atom+xml", _policy.Answer(Address)));
        app.MapGet("/policy/{slug}", (string slug, HttpContext context) =>
            _policy.Find(slug) is { } notice ? context.Response.WriteAsync($"{notice.Title}\n\n{notice.Text}\n{notice.Translation}\n", context.RequestAborted) : NotFoundAsync(context));
    }

    public Uri Address => new(_app.Urls.Single() + "/");

    public static async Task<SourceServer> StartAsync(IEnumerable<PriceApi> prices, PolicyFeed policy, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new SourceServer(builder.Build(), prices, policy);
        await server._app.StartAsync(cancellation);
        return server;
    }

    /// <summary>Publishes one day; tells which of the two brought something new.</summary>
    public (bool Prices, bool Policies) Publish(Period day)
    {
        var prices = false;
        foreach (var price in _prices.Values)
            prices |= price.Publish(day);
        return (prices, _policy.Publish(day.Date));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task WriteAsync(HttpContext context, string type, (string ETag, byte[] Body) answer)
    {
        context.Response.Headers.ETag = answer.ETag;
        if (context.Request.Headers.IfNoneMatch == answer.ETag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = type + "; charset=utf-8";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
