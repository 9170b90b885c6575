using System.Diagnostics;
using System.Threading.Channels;

namespace Notifier.Cli.Replay;

/// <summary>The webhook receiver in another process: this executable once more, as <c>notifier receive</c>.</summary>
internal sealed class ReceiverProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private ReceiverProcess(Process process, string log) => (_process, Log) = (process, log);

    /// <summary>The file it writes each verified warning to.</summary>
    public string Log { get; }

    public int ProcessId => _process.Id;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What it has verified, line by line, as it says so.</summary>
    public ChannelReader<string> Lines => _lines.Reader;

    /// <exception cref="InvalidOperationException">It ended before it was ready.</exception>
    public static async Task<ReceiverProcess> StartAsync(string log, CancellationToken cancellation)
    {
        var start = Self("receive", "--port", "0", "--log", log);
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        var receiver = new ReceiverProcess(Process.Start(start)!, log);
        const string ready = "ready ";
        var first = await receiver._process.StandardOutput.ReadLineAsync(cancellation);
        if (first is null || !first.StartsWith(ready, StringComparison.Ordinal))
        {
            // Ctrl-C reaches both processes, this one perhaps a moment later: then that is why it ended.
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            throw new InvalidOperationException("the webhook receiver did not start");
        }

        receiver.Address = new Uri(first[ready.Length..] + "/");
        _ = receiver.ForwardAsync();
        return receiver;
    }

    public async Task UseAsync(string secret)
    {
        await _process.StandardInput.WriteLineAsync(secret);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Closing its input ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task ForwardAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _lines.Writer.TryWrite(line);
        _lines.Writer.Complete();
    }

    private static ProcessStartInfo Self(params string[] arguments)
    {
        var own = Environment.ProcessPath ?? "dotnet";
        // Under `dotnet notifier.dll` and in a test host the executable is another one: then dotnet runs this assembly.
        return Path.GetFileNameWithoutExtension(own) == "notifier"
            ? new ProcessStartInfo(own, arguments)
            : new ProcessStartInfo(Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet", [typeof(ReceiverProcess).Assembly.Location, .. arguments]);
    }
}
