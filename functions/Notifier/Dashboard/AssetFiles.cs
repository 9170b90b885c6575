using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Notifier.Api.Problems;

namespace Notifier.Dashboard;

/// <summary>
/// Styles and pictures: embedded in the assembly, served under names that carry their hash, so that a client may keep them for ever.
/// (<c>_content/…</c> does not work behind the Functions host.)
/// </summary>
internal static class AssetFiles
{
    private const string Folder = "Notifier.Dashboard.Assets.";

    private static readonly FrozenDictionary<string, Asset> ByAddress = Load().ToFrozenDictionary(asset => asset.Address);
    private static readonly FrozenDictionary<string, Asset> ByName = ByAddress.Values.ToFrozenDictionary(asset => asset.Name);

    /// <summary>The address of an asset by its plain name, for example <c>dashboard.css</c>.</summary>
    public static string Address(string name) => $"/assets/{ByName[name].Address}";

    public static IResult Answer(string address, HttpContext context)
    {
        if (!ByAddress.TryGetValue(address, out var asset))
            return Problem.NotFound("such asset");
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Bytes, asset.MediaType);
    }

    private static IEnumerable<Asset> Load()
    {
        var assembly = typeof(AssetFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var name = resource[Folder.Length..];
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
            yield return new(name, $"{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}", MediaType(name), bytes);
        }
    }

    private static string MediaType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private sealed record Asset(string Name, string Address, string MediaType, byte[] Bytes);
}
