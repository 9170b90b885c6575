using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Notifier.Hosting;

namespace Notifier.Functions;

/// <summary>The application's own pipeline, built once, behind the host's catch-all.</summary>
public sealed class Pipeline(IServiceProvider services)
{
    private readonly RequestDelegate _run = new ApplicationBuilder(services).UseNotifier().Build();

    public Task RunAsync(HttpContext context)
    {
        // The host has matched its catch-all; with that endpoint left in place the inner routing would run the function again.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        return _run(context);
    }
}
