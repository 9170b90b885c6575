namespace Notifier.Storage.Azurite;

/// <summary>
/// The storage of a run on one machine: the account that is configured, else the Azurite that answers on the usual ports,
/// else one of our own, which ends with the last process that uses it.
/// </summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private readonly AzuriteProcess? _azurite;
    private readonly string? _folder;

    private LocalStorage(string connectionString, AzuriteProcess? azurite = null, string? folder = null) =>
        (ConnectionString, _azurite, _folder) = (connectionString, azurite, folder);

    /// <summary>To be set as <c>AzureWebJobsStorage</c>.</summary>
    public string ConnectionString { get; }

    /// <param name="configured">What <c>AzureWebJobsStorage</c> says now.</param>
    /// <param name="dataFolder">Where an Azurite of our own keeps its state; null keeps it in memory.</param>
    /// <param name="progress">Told of a first installation.</param>
    /// <exception cref="LocalStorageException">There is no Node, or Azurite does not start.</exception>
    public static async Task<LocalStorage> OpenAsync(string? configured, string? dataFolder, TextWriter progress, CancellationToken cancellation)
    {
        if (configured is { Length: > 0 } and not StorageOptions.Local)
            return new LocalStorage(configured);
        if (await AzuriteEndpoints.Usual.AnswersAsync(cancellation))
            return new LocalStorage(AzuriteEndpoints.Usual.ConnectionString);
        return dataFolder is null
            ? await InMemoryAsync(progress, cancellation)
            : await InFolderAsync(Path.GetFullPath(dataFolder), progress, cancellation);
    }

    /// <summary>An Azurite of this process alone, whose state is gone at its end.</summary>
    public static async Task<LocalStorage> InMemoryAsync(TextWriter progress, CancellationToken cancellation)
    {
        var installation = await AzuriteInstallation.EnsureAsync(Path.GetTempPath(), progress, cancellation);
        var azurite = await AzuriteProcess.StartAsync(installation, location: null, cancellation);
        return new LocalStorage(azurite.Endpoints.ConnectionString, azurite);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is null)
            return;
        if (_folder is null)
        {
            await _azurite.StopAsync();
            return;
        }

        using var folder = await FolderLock.TakeAsync(_folder, CancellationToken.None);
        var left = AzuriteRecord.Read(RecordOf(_folder))?.Without(Environment.ProcessId);
        if (left is { Users.Count: > 0 })
        {
            left.Write(RecordOf(_folder));
            return;
        }

        await _azurite.StopAsync();
        File.Delete(RecordOf(_folder));
    }

    private static async Task<LocalStorage> InFolderAsync(string folder, TextWriter progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var installation = await AzuriteInstallation.EnsureAsync(folder, progress, cancellation);
        using var held = await FolderLock.TakeAsync(folder, cancellation);
        var record = AzuriteRecord.Read(RecordOf(folder));
        var azurite = await AdoptAsync(record, folder, cancellation);
        if (azurite is null)
        {
            azurite = await AzuriteProcess.StartAsync(installation, Path.Combine(folder, "azurite"), cancellation);
            record = new AzuriteRecord(azurite.Id, azurite.Endpoints.Blob, azurite.Endpoints.Queue, azurite.Endpoints.Table, []);
            record.With(Environment.ProcessId).Write(RecordOf(folder));
        }

        return new LocalStorage(azurite.Endpoints.ConnectionString, azurite, folder);
    }

    // An id is given anew after its process ended, so that the one found must also answer as Azurite: after it was told of its new
    // user, for one that nobody uses ends by itself.
    private static async Task<AzuriteProcess?> AdoptAsync(AzuriteRecord? record, string folder, CancellationToken cancellation)
    {
        if (record is null || AzuriteRecord.Living(record.Pid) is not { } process)
            return null;
        record.With(Environment.ProcessId).Write(RecordOf(folder));
        return await record.Endpoints.AnswersAsync(cancellation) ? AzuriteProcess.Adopt(process, record.Endpoints) : null;
    }

    private static string RecordOf(string folder) => Path.Combine(folder, "azurite.json");
}
