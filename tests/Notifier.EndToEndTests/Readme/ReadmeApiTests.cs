using System.Diagnostics;
using Notifier.EndToEndTests.Serve;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.EndToEndTests.Readme;

/// <summary>The README's calls of the HTTP API, typed by bash against a running <c>serve</c>.</summary>
public sealed class ReadmeApiTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notifier-test-").FullName;

    [Fact]
    public async Task The_calls_work_as_they_are_written()
    {
        Assert.SkipUnless(IsInstalled("bash") && IsInstalled("curl"), "bash and curl are needed");
        await using var serve = await ServeProcess.StartAsync(_folder, [], ("AzureWebJobsStorage", azurite.ConnectionString), ("Notifier__TablePrefix", NotifierHost.NewPrefix()));
        var blocks = ReadmeText.Blocks("sh", "HTTP API");
        Assert.Equal(["NOTIFIER", "KEY"], blocks[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1].Split('=')[0]));

        var (exit, output) = await BashAsync(blocks[1], ("NOTIFIER", serve.Address.ToString().TrimEnd('/')), ("KEY", serve.Key!));

        Assert.True(exit == 0, output);
        Assert.Contains("\"ladder\"", output, StringComparison.Ordinal);
        Assert.Contains("\"secret\":\"whsec_", output, StringComparison.Ordinal);
        Assert.Contains("\"stored\":2", output, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"opened\",\"severity\":\"severe\"", output, StringComparison.Ordinal);
        Assert.Contains("\"looser\":{", output, StringComparison.Ordinal);
        Assert.Contains("value > 60750 CNY/t", output, StringComparison.Ordinal);
        Assert.Contains("\"id\":\"commodity-surge\"", output, StringComparison.Ordinal);
        using var client = serve.Client(serve.Key);
        // The mail's subscription was confirmed, and was told; the webhook's, the rule and the source are gone.
        var left = await client.GetStringAsync("/api/subscriptions");
        Assert.Contains("\"channel\":{\"type\":\"email\"", left, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"active\"", left, StringComparison.Ordinal);
        Assert.DoesNotContain("\"channel\":{\"type\":\"webhook\"", left, StringComparison.Ordinal);
        Assert.DoesNotContain("copper-high", await client.GetStringAsync("/api/rules"), StringComparison.Ordinal);
        Assert.DoesNotContain("our-prices", await client.GetStringAsync("/api/sources"), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Exit, string Output)> BashAsync(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        // Nothing here leaves the machine, whatever proxy it has.
        start.Environment["NO_PROXY"] = "127.0.0.1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var bash = Process.Start(start)!;
        var errors = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return (bash.ExitCode, output + await errors);
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
