using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notifier.Tests.Deliveries;

/// <summary>Stands for SendGrid's API over HTTP: keeps the requests and answers as a test says.</summary>
internal sealed class SendGridStandIn : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SendGridStandIn(WebApplication application) => _application = application;

    public string Host => _application.Urls.First();

    public int Status { get; set; } = 202;

    public List<(string Path, string Authorization, JsonElement Body)> Requests { get; } = [];

    public static async Task<SendGridStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var standIn = new SendGridStandIn(builder.Build());
        standIn._application.Run(standIn.AnswerAsync);
        await standIn._application.StartAsync();
        return standIn;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        Requests.Add(($"{context.Request.Method} {context.Request.Path}", context.Request.Headers.Authorization.ToString(), body.RootElement.Clone()));
        context.Response.StatusCode = Status;
    }
}
