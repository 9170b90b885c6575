using System.CommandLine;
using Notifier.Cli.Replay;
using Notifier.Core.Deliveries;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier receive</c>: a webhook receiver that verifies signatures; <c>replay</c> runs it as its other process.</summary>
internal static class ReceiveCommand
{
    private const string SecretVariable = "NOTIFIER_WEBHOOK_SECRET";

    public static Command Create()
    {
        var port = new PortOption(standard: 0, smallest: 0, "Port on 127.0.0.1; 0 takes a free one.");
        var secret = new Option<string?>("--secret") { Description = $"The webhook's whsec_… secret; else {SecretVariable}, else the first line of standard input." };
        var log = new Option<FileInfo?>("--log") { Description = "File that each verified warning is appended to, as one line." };
        var command = new ExampleCommand(
            "receive",
            "Receives signed webhooks and writes each verified warning once, as one line.",
            "notifier receive --port 8081 --log warnings.txt < secret.txt")
        {
            port, secret, log,
        };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(port), parsed.GetValue(secret) ?? Environment.GetEnvironmentVariable(SecretVariable), parsed.GetValue(log), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int port, string? secret, FileInfo? log, CancellationToken cancellation)
    {
        using var file = log is null ? null : new StreamWriter(log.Open(FileMode.Append, FileAccess.Write, FileShare.Read)) { NewLine = "\n", AutoFlush = true };
        await using var receiver = await WebhookReceiver.StartAsync(port, Record, cancellation);
        Say($"ready {receiver.Address.GetLeftPart(UriPartial.Authority)}");
        var fromInput = secret is null;
        secret ??= await ReadLineAsync(cancellation);
        // The replay that started it has ended.
        if (secret is null)
            return Invocation.Ok;
        if (!WebhookSecret.TryParse(secret, out var parsed))
        {
            await Console.Error.WriteLineAsync("notifier receive: the secret is not whsec_ followed by base64 of 24 to 64 bytes");
            return Invocation.Wrong;
        }

        receiver.Use(parsed);
        return await WaitAsync(fromInput, cancellation);

        void Record(string line)
        {
            file?.WriteLine(line);
            Say(line);
        }
    }

    /// <summary>Until Ctrl-C; with the secret from standard input also until that ends, so that no receiver outlives its replay.</summary>
    private static async Task<int> WaitAsync(bool untilInputEnds, CancellationToken cancellation)
    {
        if (!untilInputEnds)
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!cancellation.IsCancellationRequested && await ReadLineAsync(cancellation) is not null)
        {
        }

        return Invocation.Ok;
    }

    /// <returns>Null at the end of the input, and when it is told to end.</returns>
    private static async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        try
        {
            // The console reads without a way to cancel, asynchronous methods included.
            return await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static void Say(string line)
    {
        Console.Out.Write(line + "\n");
        Console.Out.Flush();
    }
}
