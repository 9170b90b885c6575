using System.Net;
using System.Net.Sockets;

namespace Notifier.Outgoing;

/// <summary>
/// Judges the addresses that Notifier may connect to: a source's or webhook's URL is a stranger's, and must not reach the
/// network that Notifier itself stands in. Ranges: IANA special-purpose registries (RFC 6890) and the clouds' own addresses.
/// </summary>
/// <param name="allowPrivate">Lets loopback and private networks through, for use on one machine. Never metadata, link-local or multicast.</param>
internal sealed class AddressGuard(bool allowPrivate)
{
    private static readonly (IPNetwork Network, string Reason)[] V4 =
    [
        // Answers for the virtual machine itself on Azure: DHCP, DNS, health and guest agent.
        (IPNetwork.Parse("168.63.129.16/32"), Metadata),
        (IPNetwork.Parse("169.254.169.254/32"), Metadata),
        // The same on Alibaba Cloud; it lies in the carrier's range.
        (IPNetwork.Parse("100.100.100.200/32"), Metadata),
        (IPNetwork.Parse("0.0.0.0/8"), "unspecified"),
        (IPNetwork.Parse("127.0.0.0/8"), Loopback),
        (IPNetwork.Parse("10.0.0.0/8"), Private),
        (IPNetwork.Parse("172.16.0.0/12"), Private),
        (IPNetwork.Parse("192.168.0.0/16"), Private),
        (IPNetwork.Parse("100.64.0.0/10"), Private),
        (IPNetwork.Parse("169.254.0.0/16"), LinkLocal),
        (IPNetwork.Parse("224.0.0.0/4"), Multicast),
        (IPNetwork.Parse("192.0.0.0/24"), Reserved),
        (IPNetwork.Parse("192.0.2.0/24"), Reserved),
        (IPNetwork.Parse("192.88.99.0/24"), Reserved),
        (IPNetwork.Parse("198.18.0.0/15"), Reserved),
        (IPNetwork.Parse("198.51.100.0/24"), Reserved),
        (IPNetwork.Parse("203.0.113.0/24"), Reserved),
        (IPNetwork.Parse("240.0.0.0/4"), Reserved),
    ];

    private static readonly (IPNetwork Network, string Reason)[] V6 =
    [
        // Instance metadata on AWS and on Google's cloud.
        (IPNetwork.Parse("fd00:ec2::/32"), Metadata),
        (IPNetwork.Parse("fd20:ce::/32"), Metadata),
        (IPNetwork.Parse("::/128"), "unspecified"),
        (IPNetwork.Parse("::1/128"), Loopback),
        (IPNetwork.Parse("fc00::/7"), Private),
        (IPNetwork.Parse("fe80::/10"), LinkLocal),
        (IPNetwork.Parse("ff00::/8"), Multicast),
        (IPNetwork.Parse("2001::/23"), Reserved),
        (IPNetwork.Parse("2001:db8::/32"), Reserved),
        (IPNetwork.Parse("3fff::/20"), Reserved),
    ];

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    private const string Loopback = "loopback";
    private const string Private = "private";
    private const string LinkLocal = "link-local";
    private const string Multicast = "multicast";
    private const string Metadata = "cloud-metadata";
    private const string Reserved = "reserved";

    public AddressVerdict Judge(IPAddress address)
    {
        var reason = Special(address);
        return reason switch
        {
            null => new(true, "public"),
            Loopback or Private => new(allowPrivate, reason),
            _ => new(false, reason),
        };
    }

    /// <summary>
    /// What can be said of a host before it is resolved: of an address written out, and of the names that mean this machine
    /// (RFC 6761). Every other name passes here and is judged when it is connected to.
    /// </summary>
    /// <param name="host">As <see cref="Uri.IdnHost"/> has it, IPv6 with or without brackets.</param>
    public AddressVerdict JudgeName(string host)
    {
        if (IPAddress.TryParse(host, out var address))
            return Judge(address);
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            ? Judge(IPAddress.Loopback)
            : new(true, "name");
    }

    /// <summary>Why an address is not on the public internet; null where it is.</summary>
    private static string? Special(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Find(V4, address);
        if (address.IsIPv4MappedToIPv6)
            return Find(V4, address.MapToIPv4());
        // Behind a translator or a tunnel nobody can say where it ends, also where the address inside is public.
        if (Embedded(address) is { } inner)
            return Find(V4, inner) ?? Reserved;
        return Find(V6, address) ?? (GlobalV6.Contains(address) ? null : Reserved);
    }

    /// <summary>The IPv4 address that an IPv6 one leads to: NAT64 (RFC 6052), 6to4 (RFC 3056).</summary>
    private static IPAddress? Embedded(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return Nat64.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : null;
    }

    private static string? Find((IPNetwork Network, string Reason)[] table, IPAddress address)
    {
        // A scope id (fe80::1%3) makes an address unequal to itself; ranges do not know it.
        var plain = new IPAddress(address.GetAddressBytes());
        foreach (var (network, reason) in table)
        {
            if (network.Contains(plain))
                return reason;
        }

        return null;
    }
}

/// <param name="Reason"><c>public</c>, <c>loopback</c>, <c>private</c>, <c>link-local</c>, <c>multicast</c>, <c>unspecified</c>, <c>cloud-metadata</c>, <c>reserved</c>, or <c>name</c> where it is not resolved yet; of a URL also <c>http</c>, <c>scheme</c>, <c>malformed</c>, <c>userinfo</c>, <c>port</c>, <c>internal-name</c>, <c>unresolved</c>.</param>
internal readonly record struct AddressVerdict(bool Allowed, string Reason);
