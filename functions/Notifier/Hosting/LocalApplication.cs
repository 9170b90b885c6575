using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifier.Api.Bodies;
using Notifier.Dashboard;

namespace Notifier.Hosting;

/// <summary>The application as one process on one machine: Kestrel on loopback.</summary>
internal static class LocalApplication
{
    /// <param name="port">0 lets the system choose one.</param>
    /// <param name="configuration">All settings; keys nest with <c>:</c>.</param>
    /// <param name="compose">Further services: <c>serve</c> adds the pump and the timers, a replay its clock.</param>
    public static WebApplication Create(int port, IConfiguration configuration, Action<IHostApplicationBuilder>? compose = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "notifier" });
        builder.Configuration.AddConfiguration(configuration);
        AddLogging(builder.Logging);
        builder.Services.Configure<ConsoleLifetimeOptions>(static options => options.SuppressStatusMessages = true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytes.LargestLimit;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.AddNotifier();
        builder.Services.Configure<DashboardOptions>(static options => options.OpenOnLoopback = true);
        compose?.Invoke(builder);
        var app = builder.Build();
        app.UseNotifier();
        return app;
    }

    // Standard output belongs to the lines that a script waits for.
    private static void AddLogging(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("System", LogLevel.Warning)
        .AddFilter("Azure", LogLevel.Warning)
        .AddFilter("Polly", LogLevel.Warning)
        // A start that fails is said by the command that failed, in a sentence; background work that fails is critical.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
        .AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.UseUtcTimestamp = true;
        })
        .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
