using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Notifier.Storage.Azurite;

/// <summary>A running Azurite: started here, or one that an earlier process left behind.</summary>
internal sealed partial class AzuriteProcess
{
    // A cold start takes 1 to 4 s on two cores; a slow disk makes it more.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    // It answers within 30 ms; writing a large state to disk takes longer.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly bool _started;
    private readonly bool _inMemory;

    private AzuriteProcess(Process process, bool started, bool inMemory, AzuriteEndpoints endpoints) =>
        (_process, _started, _inMemory, Endpoints) = (process, started, inMemory, endpoints);

    public AzuriteEndpoints Endpoints { get; }

    public int Id => _process.Id;

    public static AzuriteProcess Adopt(Process process, AzuriteEndpoints endpoints) => new(process, started: false, inMemory: false, endpoints);

    /// <param name="installation">Folder with <c>start.js</c>.</param>
    /// <param name="location">Folder for its state; null keeps it in memory, and it ends with this process.</param>
    /// <exception cref="LocalStorageException">It ended at once or did not listen in time.</exception>
    public static async Task<AzuriteProcess> StartAsync(string installation, string? location, CancellationToken cancellation)
    {
        var process = AzuriteInstallation.Start(new ProcessStartInfo("node", Arguments(installation, location))
        {
            WorkingDirectory = installation,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        try
        {
            return new AzuriteProcess(process, started: true, location is null, await ListeningAsync(process, limit.Token));
        }
        catch (Exception exception)
        {
            // Nothing is stored yet.
            process.Kill();
            process.Dispose();
            if (exception is OperationCanceledException && !cancellation.IsCancellationRequested)
                throw new LocalStorageException($"Azurite did not listen within {StartLimit.TotalSeconds:0} s", exception);
            throw;
        }
    }

    /// <summary>Ends it so that it writes its state first.</summary>
    public async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await AskToEndAsync(limit.Token);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or OperationCanceledException)
        {
            // It ended by itself, or does not end: then it is left alone, for killing it would lose what it has not yet saved.
        }

        _process.Dispose();
    }

    private async Task AskToEndAsync(CancellationToken cancellation)
    {
        if (_inMemory)
        {
            // It has nothing to save.
            _process.Kill();
        }
        else if (_started)
        {
            await _process.StandardInput.WriteLineAsync("stop".AsMemory(), cancellation);
            await _process.StandardInput.FlushAsync(cancellation);
        }
        else if (OperatingSystem.IsWindows())
        {
            // No gentle signal exists there; it saves every five seconds.
            await Task.Delay(TimeSpan.FromSeconds(6), cancellation);
            _process.Kill();
        }
        else
        {
            // Its own standard input is another process's; SIGTERM it leaves to that one while it lives (start.js).
            using var kill = Process.Start("kill", ["-HUP", Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancellation);
        }
    }

    // Port 0 lets the system choose, and Azurite says what it got: no other process can take a port in between.
    private static IEnumerable<string> Arguments(string installation, string? location) =>
    [
        Path.Combine(installation, "start.js"),
        .. location is null ? new[] { "--inMemoryPersistence" } : ["--location", location],
        "--skipApiVersionCheck", "--disableTelemetry", "--silent", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
    ];

    private static async Task<AzuriteEndpoints> ListeningAsync(Process process, CancellationToken cancellation)
    {
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var found = new Dictionary<string, Uri>(StringComparer.Ordinal);
        while (found.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation);
            if (line is null)
            {
                await process.WaitForExitAsync(cancellation);
                throw new LocalStorageException($"Azurite ended with exit code {process.ExitCode}: {errors.ToString().Trim()}");
            }

            if (Listening().Match(line) is { Success: true } match)
                found[match.Groups["service"].Value] = new Uri(match.Groups["address"].Value);
        }

        // Read on, or a full pipe would stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return new AzuriteEndpoints(found["Blob"], found["Queue"], found["Table"]);
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<address>http://\S+)")]
    private static partial Regex Listening();
}
