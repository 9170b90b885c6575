using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Notifier.Tests.Architecture;

namespace Notifier.EndToEndTests.Deliveries;

/// <summary>npm's <c>standardwebhooks</c>, pinned in the folder of that name and installed on first use; a test is skipped where Node is missing.</summary>
internal static class IndependentVerifier
{
    private static readonly string Folder = Checkout.PathOf("tests/Notifier.EndToEndTests/standardwebhooks");

    /// <returns>For each request <c>ok</c>, or the library's own reason.</returns>
    public static async Task<string[]> VerifyAsync(params VerifiedRequest[] requests)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "standardwebhooks")))
            await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], "");
        var answer = await RunAsync("node", ["verify.js"], JsonSerializer.Serialize(requests, JsonSerializerOptions.Web));
        return JsonSerializer.Deserialize<string[]>(answer)!;
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input));
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await errors}");
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{start.FileName} is not installed: Node 20 runs the independent library");
            throw;
        }
    }
}

/// <param name="Body">Base64 of the raw body.</param>
internal sealed record VerifiedRequest(string Secret, Dictionary<string, string> Headers, string Body);
