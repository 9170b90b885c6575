using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Notifier.Outgoing;

/// <summary>
/// Judges a whole URL that a stranger gave, before anything is sent to it: how it is written, its port, its host, and the
/// addresses that the host resolves to. Everything that two programs may read differently is refused, not interpreted.
/// </summary>
internal sealed partial class UrlGuard(AddressGuard addresses)
{
    private const int LongestUrl = 2048;
    private const int LongestHost = 253;

    // What webhooks are served on; other ports are those of databases, mail, remote desktops and this service's own storage.
    private static readonly int[] Ports = [80, 443, 8443];

    // Names that have no place in public DNS (RFC 6761, 6762, 7686, 8375, ICANN's .internal) and those that private networks use.
    private static readonly string[] Suffixes =
    [
        "localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan", "svc", "test", "example", "invalid", "onion", "alt", "arpa",
    ];

    // Names that resolve to whatever address is written in them, to this machine, or to a cloud's metadata.
    private static readonly string[] Anywhere = ["nip.io", "sslip.io", "xip.io", "localtest.me", "lvh.me", "metadata.packet.net", "metadata.platformequinix.com"];

    /// <param name="resolved">What the host resolves to; null where it was not resolved yet.</param>
    public AddressVerdict Judge(string url, IReadOnlyList<string>? resolved)
    {
        if (url.Length > LongestUrl || url.AsSpan().ContainsAny("\\ \u2028\u2029\u00A0") || url.Any(char.IsControl))
            return Refused("malformed");
        if (Written().Match(url) is not { Success: true } written || !Uri.TryCreate(url, UriKind.Absolute, out var parsed))
            return Refused(url.Contains("://", StringComparison.Ordinal) && Http().IsMatch(url) ? "malformed" : "scheme");
        var authority = written.Groups["authority"].Value;
        if (authority.Contains('@', StringComparison.Ordinal))
            return Refused("userinfo");
        if (Authority().Match(authority) is not { Success: true } parts)
            return Refused("malformed");
        if (parts.Groups["port"] is { Success: true } port && !Ports.Contains(int.Parse(port.Value, CultureInfo.InvariantCulture)))
            return Refused("port");
        var verdict = Host(parts.Groups["host"].Value, parsed, resolved);
        return verdict.Allowed && parsed.Scheme == Uri.UriSchemeHttp ? verdict with { Reason = "http" } : verdict;
    }

    private AddressVerdict Host(string host, Uri parsed, IReadOnlyList<string>? resolved)
    {
        // Wide digits and dots are digits and dots to those who resolve names.
        host = host.Normalize(NormalizationForm.FormKC).Replace('\u3002', '.');
        if (host.StartsWith('['))
            return IPAddress.TryParse(host[1..^1], out var v6) ? addresses.Judge(v6) : Refused("malformed");
        if (LooksNumeric().IsMatch(host))
        {
            // 0x7f.1, 0177.0.0.1 and 2130706433 are 127.0.0.1 to some programs, and names to others.
            return IPAddress.TryParse(host, out var v4) && v4.ToString() == host ? addresses.Judge(v4)
                : IPAddress.TryParse(parsed.IdnHost, out var meant) && addresses.Judge(meant) is { Allowed: false } verdict ? verdict
                : Refused("malformed");
        }

        return Name(host, resolved);
    }

    private AddressVerdict Name(string host, IReadOnlyList<string>? resolved)
    {
        if (Ascii(host)?.TrimEnd('.') is not { } name || name.Length > LongestHost || !Labels().IsMatch(name))
            return Refused("malformed");
        var last = name[(name.LastIndexOf('.') + 1)..];
        if (addresses.JudgeName(name) is { Allowed: false } itself)
            return itself;
        if (last.Length == name.Length || Suffixes.Contains(last) || Anywhere.Any(one => name == one || name.EndsWith('.' + one, StringComparison.Ordinal)))
            return Refused("internal-name");
        if (resolved is null)
            return new(true, "name");
        if (resolved.Count == 0)
            return Refused("unresolved");
        foreach (var text in resolved)
        {
            if (!IPAddress.TryParse(text, out var address))
                return Refused("malformed");
            if (addresses.Judge(address) is { Allowed: false } verdict)
                return verdict;
        }

        return new(true, "public");
    }

    private static string? Ascii(string host)
    {
        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static AddressVerdict Refused(string reason) => new(false, reason);

    [GeneratedRegex("^https?://(?<authority>[^/?#]+)(?:[/?#].*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    [GeneratedRegex("^https?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Http();

    [GeneratedRegex(@"^(?<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]%]+)(?::(?<port>[0-9]{1,5}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Authority();

    [GeneratedRegex(@"(?:^|\.)(?:[0-9]+|0[xX][0-9A-Fa-f]*)\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksNumeric();

    [GeneratedRegex(@"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Labels();
}
