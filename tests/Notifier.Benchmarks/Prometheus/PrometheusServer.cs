using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Notifier.Benchmarks.Prometheus;

/// <summary>A Prometheus of its own on a free port of the loopback, with samples of the past, stopped and cleared away at the end.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _client;

    private PrometheusServer(Process process, DirectoryInfo folder, int port) =>
        (_process, _folder, _client) = (process, folder, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    public static bool IsInstalled => Path("prometheus") is not null && Path("promtool") is not null;

    public string Version { get; private init; } = "";

    /// <param name="write">Writes the samples in OpenMetrics.</param>
    public static async Task<PrometheusServer> StartAsync(Action<TextWriter> write)
    {
        var folder = Directory.CreateTempSubdirectory("prometheus-");
        var (metrics, config) = (System.IO.Path.Combine(folder.FullName, "metrics.txt"), System.IO.Path.Combine(folder.FullName, "prometheus.yml"));
        await File.WriteAllTextAsync(config, "global:\n  scrape_interval: 1h\n");
        await using (var writer = new StreamWriter(metrics))
            write(writer);
        var data = System.IO.Path.Combine(folder.FullName, "data");
        // Few large blocks, as compaction would leave them.
        using (var import = Start("promtool", ["tsdb", "create-blocks-from", "--max-block-duration=8760h", "openmetrics", metrics, data]))
        {
            // A table of the blocks.
            await import.StandardOutput.ReadToEndAsync();
            await import.WaitForExitAsync();
            if (import.ExitCode != 0)
                throw new InvalidOperationException($"promtool ended with {import.ExitCode}");
        }

        var port = FreePort();
        var process = Start("prometheus", [$"--config.file={config}", $"--storage.tsdb.path={data}", "--storage.tsdb.retention.time=100y", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]);
        var server = new PrometheusServer(process, folder, port) { Version = "Prometheus " + await VersionAsync() };
        await server.ReadyAsync();
        return server;
    }

    public Task<string> GetAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ReadyAsync()
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(200))
        {
            try
            {
                await GetAsync("/-/ready");
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Not yet.
            }
        }

        throw new TimeoutException("Prometheus was not ready within a minute");
    }

    private static async Task<string> VersionAsync()
    {
        using var process = Start("prometheus", ["--version"]);
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text.Split(' ', 4)[2];
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(Path(program)!, arguments) { RedirectStandardOutput = program == "promtool" || arguments is ["--version"], UseShellExecute = false })!;

    private static string? Path(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
