using System.Diagnostics;

namespace Notifier.Core.Tests.Backtesting;

/// <summary>Prometheus' own tool for testing alerting rules, where it is installed: version 2.42 or later, which knows keep_firing_for.</summary>
internal static class Promtool
{
    /// <returns>Null where all expectations hold, else what promtool printed.</returns>
    public static string? Test(string folder, string testFile)
    {
        using var process = Start(folder, "test", "rules", testFile);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.WaitForExit();
        return process.ExitCode == 0 ? null : output.Result + errors.Result;
    }

    public static void SkipWhereAbsent()
    {
        try
        {
            using var process = Start(".", "--version");
            process.WaitForExit();
            Assert.SkipUnless(process.ExitCode == 0, "promtool does not run here");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("promtool is not installed (Debian package prometheus)");
        }
    }

    private static Process Start(string folder, params string[] arguments) => Process.Start(new ProcessStartInfo("promtool", arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
