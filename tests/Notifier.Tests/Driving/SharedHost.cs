using Notifier.Tests.Storage;

namespace Notifier.Tests.Driving;

/// <summary>One application for all tests of a class: for what is refused, which changes nothing for the next.</summary>
public abstract class SharedHost(AzuriteFixture azurite) : IAsyncLifetime
{
    internal NotifierHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await StartAsync(azurite.ConnectionString);
        await PrepareAsync(Host);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private protected virtual Task<NotifierHost> StartAsync(string connectionString) => NotifierHost.StartAsync(connectionString);

    private protected virtual Task PrepareAsync(NotifierHost host) => Task.CompletedTask;
}
