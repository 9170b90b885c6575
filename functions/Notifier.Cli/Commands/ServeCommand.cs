using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifier.Api.Keys;
using Notifier.Hosting;
using Notifier.Sources.Catalog;
using Notifier.Storage.Azurite;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier serve</c>: everything on one machine, until it is told to end.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new PortOption(standard: 7071, smallest: 1, "Port on 127.0.0.1.");
        var data = new Option<string>("--data") { Description = "Folder of the state.", DefaultValueFactory = _ => ".notifier" };
        var command = new ExampleCommand(
            "serve",
            "Runs the service on this machine: API, dashboard, timers and queues.",
            "notifier serve",
            "notifier serve --port 8080 --data /var/lib/notifier")
        {
            port, data,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(port), parsed.GetValue(data)!, parsed.InvocationConfiguration, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int port, string data, InvocationConfiguration console, CancellationToken cancellation)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(LocalSettings.Read(Environment.CurrentDirectory, AppContext.BaseDirectory)).AddEnvironmentVariables();
        // Whoever starts the service by hand wants to see something: what needs no key is polled from the beginning.
        if (string.IsNullOrEmpty(configuration[CatalogOptions.Key]))
            configuration[CatalogOptions.Key] = CatalogOptions.Standard;
        RequireFree(port);
        try
        {
            await ServeAsync(port, data, configuration, console, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to end before it served.
        }
        catch (LocalStorageException exception)
        {
            throw new UnreadableInputException(exception.Message);
        }
        catch (Exception exception) when (WrongSettings(exception) is { Count: > 0 } wrong)
        {
            throw new UnreadableInputException(string.Join('\n', wrong));
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new UnreadableInputException(InUse(port));
        }
        catch (Exception exception) when (StorageFailures.Explain(exception) is { } explained)
        {
            throw new UnreadableInputException(explained);
        }

        return Invocation.Ok;
    }

    private static async Task ServeAsync(int port, string data, ConfigurationManager configuration, InvocationConfiguration console, CancellationToken cancellation)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        await using var storage = await OpenStorageAsync(data, configuration, console, cancellation);
        await using var app = LocalApplication.Create(port, configuration, static builder => builder.AddLocalWork());
        await app.StartAsync(cancellation);
        if (await app.Services.GetRequiredService<FirstKey>().EnsureAsync(cancellation) is { } key)
            await console.Output.WriteAsync($"key {key}  (admin; shown once)\n");
        await console.Output.WriteAsync($"ready {address}\n");
        await console.Output.FlushAsync(cancellation);
        // Ctrl-C and SIGTERM come as this token; work under way is finished, what is not begun stays in its queue.
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task<LocalStorage?> OpenStorageAsync(string data, ConfigurationManager configuration, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(configuration["AzureWebJobsStorage:tableServiceUri"]))
            return null;
        var storage = await OpenAsync(configuration["AzureWebJobsStorage"], data, console.Error, cancellation);
        configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        return storage;
    }

    private static async Task<LocalStorage> OpenAsync(string? configured, string data, TextWriter progress, CancellationToken cancellation)
    {
        try
        {
            return await LocalStorage.OpenAsync(configured, data, progress, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableInputException($"no state can be kept in '{data}': {exception.Message}; give another folder with --data");
        }
    }

    /// <summary>Asked before storage is started, so that a second <c>serve</c> ends at once.</summary>
    private static void RequireFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException exception)
        {
            throw new UnreadableInputException(exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? InUse(port)
                : string.Create(CultureInfo.InvariantCulture, $"port {port} cannot be used: {exception.Message}"));
        }
    }

    /// <summary>What is wrong with the settings, where that is why the start failed.</summary>
    private static List<string> WrongSettings(Exception exception) => exception switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        AggregateException several when several.InnerExceptions.All(each => each is OptionsValidationException) => [.. several.InnerExceptions.SelectMany(WrongSettings)],
        _ => [],
    };

    private static string InUse(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"port {port} on 127.0.0.1 is in use; end what listens there or give another with --port");
}
