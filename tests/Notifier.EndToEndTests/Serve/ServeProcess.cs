using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Notifier.Tests.Driving;

namespace Notifier.EndToEndTests.Serve;

/// <summary><c>notifier serve</c> as a process of its own, ended gently.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServeProcess(Process process, int port)
    {
        (_process, Address) = (process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
        process.OutputDataReceived += (_, line) => Take(line.Data, _output);
        process.ErrorDataReceived += (_, line) => Take(line.Data, _errors);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _ready.TrySetResult();
    }

    public Uri Address { get; }

    public IReadOnlyList<string> Output => [.. _output];

    public string Errors => string.Join('\n', _errors);

    /// <summary>The key that it printed; null where it printed none.</summary>
    public string? Key => Output.FirstOrDefault(line => line.StartsWith("key ", StringComparison.Ordinal))?.Split(' ')[1];

    /// <summary>Starts it and waits for the line <c>ready</c>, or for its end.</summary>
    public static async Task<ServeProcess> StartAsync(string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var port = NotifierHost.FreePort();
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "notifier.exe" : "notifier"),
            ["serve", "--port", port.ToString(CultureInfo.InvariantCulture), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // No test asks a source that is not on this machine.
        start.Environment["Notifier__Catalog"] = "none";
        // And none waits for warnings that belong together.
        start.Environment["Notifier__GroupWait"] = "00:00:00";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var serve = new ServeProcess(Process.Start(start)!, port);
        serve._process.BeginOutputReadLine();
        serve._process.BeginErrorReadLine();
        await serve._ready.Task.WaitAsync(Patience);
        return serve;
    }

    public HttpClient Client(string? key)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <param name="signal"><c>TERM</c> or <c>INT</c>.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(string signal = "TERM")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent as on Unix");
        using (var kill = Process.Start("kill", ["-" + signal, _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        return await WaitAsync();
    }

    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await EndAsync();
        _process.Dispose();
    }

    private void Take(string? line, ConcurrentQueue<string> lines)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        if (lines == _output && line.StartsWith("ready ", StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
