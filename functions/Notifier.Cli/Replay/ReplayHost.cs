using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifier.Api.Keys;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Storage.Azurite;

namespace Notifier.Cli.Replay;

/// <summary>
/// The service under the simulated clock, composed as <c>serve</c> composes it, on storage under a prefix of its own. Timers and
/// queues run when the replay says so, so that a day is over when its work is done.
/// </summary>
internal sealed class ReplayHost : IAsyncDisposable
{
    private readonly LocalStorage _storage;
    private readonly WebApplication _app;

    private ReplayHost(LocalStorage storage, WebApplication app, string adminKey) => (_storage, _app, AdminKey) = (storage, app, adminKey);

    public string AdminKey { get; }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Where the state lies, without its key.</summary>
    public string StorageName => new Uri(_app.Services.GetRequiredService<TableStore>().Table(TableName.State).Uri, "/").Authority;

    public StorageClients StorageClients => _app.Services.GetRequiredService<StorageClients>();

    public IOptions<StorageOptions> StorageOptions => _app.Services.GetRequiredService<IOptions<StorageOptions>>();

    public StorageMeter Meter => _app.Services.GetRequiredService<StorageMeter>();

    /// <exception cref="LocalStorageException">Storage cannot be had.</exception>
    /// <exception cref="UnreadableInputException">The port is taken.</exception>
    public static async Task<ReplayHost> StartAsync(int port, TimeProvider clock, TextWriter progress, CancellationToken cancellation)
    {
        var storage = await LocalStorage.OpenAsync(Environment.GetEnvironmentVariable("AzureWebJobsStorage"), dataFolder: null, progress, cancellation);
        var adminKey = ApiKey.NewToken();
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(Settings(storage.ConnectionString, adminKey));
        var host = new ReplayHost(storage, LocalApplication.Create(port, configuration, builder => Compose(builder, clock)), adminKey);
        try
        {
            await host._app.StartAsync(cancellation);
            return host;
        }
        catch (Exception failure)
        {
            await host.DisposeAsync();
            if (failure is IOException { InnerException: AddressInUseException })
                throw new UnreadableInputException(string.Create(CultureInfo.InvariantCulture, $"port {port} on 127.0.0.1 is in use; give another with --port"));
            throw;
        }
    }

    public Task RunTimerAsync(string timer, CancellationToken cancellation) => _app.Services.GetRequiredService<WorkTimers>().RunAsync(timer, cancellation);

    /// <summary>Handles all messages, and those that they bring forth.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> DrainAsync(CancellationToken cancellation) => _app.Services.GetRequiredService<QueuePump>().DrainAsync(cancellation);

    /// <summary>From now on messages are handled as they come, until this process is told to end.</summary>
    public async Task StayAsync(CancellationToken cancellation)
    {
        var pump = _app.Services.GetRequiredService<QueuePump>();
        await pump.StartAsync(cancellation);
        await _app.WaitForShutdownAsync(cancellation);
        await pump.StopAsync(CancellationToken.None);
    }

    /// <summary>Removes what it stored: an account that was there before is left as it was.</summary>
    public async ValueTask DisposeAsync()
    {
        var (tables, queues) = (_app.Services.GetRequiredService<TableStore>(), _app.Services.GetRequiredService<QueueStore>());
        await Task.WhenAll(TableName.All.Select(name => tables.Table(name).DeleteAsync()));
        await Task.WhenAll(QueueName.All.Select(name => Task.WhenAll(queues.Queue(name).DeleteIfExistsAsync(), queues.Queue(name + QueueStore.PoisonSuffix).DeleteIfExistsAsync())));
        await _app.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(string connectionString, string adminKey) => new()
    {
        ["AzureWebJobsStorage"] = connectionString,
        // The process beside the second: two replays may start at once on one account.
        ["Notifier:TablePrefix"] = string.Create(CultureInfo.InvariantCulture, $"replay{TimeProvider.System.GetUtcNow():yyyyMMddHHmmss}p{Environment.ProcessId:x}"),
        ["Notifier:AdminKey"] = adminKey,
        ["Notifier:AllowPrivateTargets"] = "true",
        // Each message of a simulated day is shown as it comes.
        ["Notifier:GroupWait"] = "00:00:00",
        ["Notifier:Email"] = "mailbox",
        // Its receiver proves what came; a simulated day is a check each, which nobody reads.
        ["Notifier:Proof"] = "00:00:00",
    };

    private static void Compose(IHostApplicationBuilder builder, TimeProvider clock)
    {
        builder.Services.AddSingleton(clock);
        builder.Logging.AddFilter(level => level >= LogLevel.Warning);
    }
}
