using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;

namespace Notifier.Storage.Azurite;

/// <summary>
/// Azurite as npm installs it from the pinned files of infra/azurite, which this assembly carries. It is installed once per
/// user and version, under a name that changes with the files.
/// </summary>
internal static class AzuriteInstallation
{
    public const string Version = "3.37.0";

    private static readonly string[] Files = ["package.json", "package-lock.json", "start.js"];

    /// <summary>Installs it where it is missing, and returns the folder that holds <c>start.js</c>.</summary>
    /// <param name="fallback">Used where this user has no folder for application data, or may not write to it.</param>
    /// <exception cref="LocalStorageException">No Node, or npm failed: with npm's own words.</exception>
    public static async Task<string> EnsureAsync(string fallback, TextWriter progress, CancellationToken cancellation)
    {
        var folder = Path.Combine(Root(fallback), $"azurite-{Version}-{Fingerprint()}");
        if (Directory.Exists(folder))
            return folder;
        await progress.WriteLineAsync($"installing Azurite {Version} (once) …");
        // Made beside its place and moved there whole: an interrupted installation is never taken for a finished one.
        var draft = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        try
        {
            foreach (var file in Files)
                await File.WriteAllBytesAsync(Path.Combine(draft, file), Content(file), cancellation);
            await InstallAsync(draft, cancellation);
            Settle(draft, folder);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }

        return folder;
    }

    private static void Settle(string draft, string folder)
    {
        try
        {
            Directory.Move(draft, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process was faster; its installation is the same.
        }
    }

    // Azurite's manifest asks for a newer Node than it needs, and none of its packages needs an install script.
    private static async Task InstallAsync(string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--engine-strict=false", "--ignore-scripts", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Start(start);
        var errors = npm.StandardError.ReadToEndAsync(cancellation);
        await npm.StandardOutput.ReadToEndAsync(cancellation);
        await npm.WaitForExitAsync(cancellation);
        if (npm.ExitCode != 0)
            throw new LocalStorageException($"npm could not install Azurite {Version} (exit code {npm.ExitCode}):\n{(await errors).Trim()}\n{Remedy}");
    }

    public const string Remedy = "Install Node 20 or newer (https://nodejs.org), or set AzureWebJobsStorage to the connection string of a storage account or a running Azurite.";

    /// <exception cref="LocalStorageException">The program is not installed.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new LocalStorageException($"{start.FileName} did not start. {Remedy}");
        }
        catch (Win32Exception missing)
        {
            throw new LocalStorageException($"Node was not found (no {start.FileName} on the PATH): the local storage emulator Azurite needs it. {Remedy}", missing);
        }
    }

    private static string Root(string fallback)
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return user.Length > 0 && TryCreate(Path.Combine(user, "notifier")) is { } own ? own : fallback;
    }

    /// <summary>Null where this user may not write to what is called home, as in many containers.</summary>
    private static string? TryCreate(string folder)
    {
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
            hash.AppendData(Content(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..8];
    }

    private static byte[] Content(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"azurite/{file}")
            ?? throw new InvalidOperationException($"azurite/{file} is not in the assembly");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
