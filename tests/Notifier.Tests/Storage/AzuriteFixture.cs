using System.Globalization;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Storage.Azurite;
using Notifier.Tests.Storage;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Notifier.Tests.Storage;

/// <summary>One Azurite in memory for all tests of an assembly; each test takes a prefix of its own and meets nobody.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private LocalStorage? _storage;
    private int _prefixes;

    public string ConnectionString => _storage!.ConnectionString;

    public async ValueTask InitializeAsync() => _storage = await LocalStorage.InMemoryAsync(Console.Error, CancellationToken.None);

    public ValueTask DisposeAsync() => _storage?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A <c>Notifier__TablePrefix</c> that nobody else has.</summary>
    public string NewPrefix() => string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _prefixes):x}x");

    /// <summary>The settings of an application on this Azurite.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings(string prefix) =>
    [
        new("AzureWebJobsStorage", ConnectionString),
        new("Notifier:TablePrefix", prefix),
        new("Notifier:AllowPrivateTargets", "true"),
        // Who tests the group wait sets it.
        new("Notifier:GroupWait", "00:00:00"),
    ];

    /// <summary>Tables and queues alone, made and empty.</summary>
    internal async Task<TestStorage> StorageAsync(string? prefix = null, params HttpPipelinePolicy[] policies)
    {
        var options = Options.Create(new StorageOptions { ConnectionString = ConnectionString, TablePrefix = prefix ?? NewPrefix() });
        var meter = new StorageMeter();
        var clients = new StorageClients(policies);
        var storage = new TestStorage(new TableStore(options, meter, clients), new QueueStore(options, meter, clients), meter, options.Value.TablePrefix);
        await storage.Tables.CreateAsync(CancellationToken.None);
        await storage.Queues.CreateAsync(CancellationToken.None);
        meter.Reset();
        return storage;
    }

    /// <summary>The application as both entries compose it, started, without pump and timers: drive it with <c>QueuePump.DrainAsync</c> and <c>WorkTimers.RunAsync</c>.</summary>
    internal async Task<IHost> StartAsync(Action<IHostApplicationBuilder>? configure = null, string? prefix = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(Settings(prefix ?? NewPrefix()));
        builder.Services.AddLogging();
        builder.AddNotifier();
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}

internal sealed record TestStorage(TableStore Tables, QueueStore Queues, StorageMeter Meter, string Prefix);
