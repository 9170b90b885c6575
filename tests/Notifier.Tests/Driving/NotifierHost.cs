using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifier.Api.Keys;
using Notifier.Hosting;

namespace Notifier.Tests.Driving;

/// <summary>
/// The application as <c>serve</c> composes it, in this process: Kestrel on a free port, tables and queues under a prefix of its own.
/// Queues and timers move only when the test says so.
/// </summary>
internal sealed class NotifierHost : IAsyncDisposable
{
    private static int _prefixes;

    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];

    private NotifierHost(WebApplication app, Uri address, string adminKey)
    {
        (_app, Address, AdminKey) = (app, address, adminKey);
        Anybody = Client(null);
        Admin = Client(adminKey);
    }

    public Uri Address { get; }

    /// <summary>Configured as <c>Notifier__AdminKey</c>.</summary>
    public string AdminKey { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Without a key.</summary>
    public HttpClient Anybody { get; }

    public HttpClient Admin { get; }

    /// <summary>Everything the application logged.</summary>
    public LogLines Logs => Services.GetRequiredService<LogLines>();

    /// <param name="connectionString">Of an Azurite.</param>
    /// <param name="time">Substituted for the system's clock.</param>
    /// <param name="settings">More settings, by configuration key.</param>
    /// <param name="prefix">To meet the state of another host; null for one that nobody else has.</param>
    public static async Task<NotifierHost> StartAsync(
        string connectionString,
        TimeProvider? time = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IHostApplicationBuilder>? compose = null,
        string? prefix = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var host = Create(connectionString, time, settings, compose, prefix ?? NewPrefix());
            try
            {
                await host._app.StartAsync();
                return host;
            }
            catch (IOException exception) when (exception.InnerException is AddressInUseException && attempt < 5)
            {
                // Somebody took the free port first.
                await host.DisposeAsync();
            }
        }
    }

    private static NotifierHost Create(
        string connectionString, TimeProvider? time, IReadOnlyDictionary<string, string?>? settings, Action<IHostApplicationBuilder>? compose, string prefix)
    {
        var port = FreePort();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var adminKey = ApiKey.NewToken();
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["Notifier:TablePrefix"] = prefix,
            ["Notifier:AdminKey"] = adminKey,
            ["Notifier:PublicUrl"] = address.ToString().TrimEnd('/'),
            ["Notifier:AllowPrivateTargets"] = "true",
            ["Notifier:GroupWait"] = "00:00:00",
            ["Notifier:Email"] = "mailbox",
            ["Notifier:Limits:PublicChanges"] = "1000",
            ["Notifier:Limits:PerClient"] = "100000",
            ["Notifier:Limits:PerKey"] = "100000",
        });
        configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        return new NotifierHost(LocalApplication.Create(port, configuration, builder => Compose(builder, time, compose)), address, adminKey);
    }

    private static void Compose(IHostApplicationBuilder builder, TimeProvider? time, Action<IHostApplicationBuilder>? compose)
    {
        var lines = new LogLines();
        builder.Services.AddSingleton(lines);
        builder.Logging.ClearProviders().AddProvider(lines);
        if (time is not null)
            builder.Services.AddSingleton(time);
        compose?.Invoke(builder);
    }

    /// <summary>A <c>Notifier__TablePrefix</c> that no other host of this process and no earlier process has.</summary>
    public static string NewPrefix() =>
        string.Create(CultureInfo.InvariantCulture, $"n{Environment.ProcessId:x}x{Interlocked.Increment(ref _prefixes):x}x");

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Handles all messages, and those that they bring forth.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> DrainAsync() => Services.GetRequiredService<QueuePump>().DrainAsync(CancellationToken.None);

    /// <param name="timer">One of <see cref="WorkTimers"/>.</param>
    public Task RunTimerAsync(string timer) => Services.GetRequiredService<WorkTimers>().RunAsync(timer, CancellationToken.None);

    /// <summary>A client with a key of its own of this scope.</summary>
    public async Task<HttpClient> ClientAsync(KeyScope scope) => Client(await KeyAsync(scope));

    public async Task<string> KeyAsync(KeyScope scope, DateTimeOffset? expires = null) =>
        (await Services.GetRequiredService<KeyStore>().CreateAsync("test", scope, expires, CancellationToken.None)).Token;

    public HttpClient Client(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
