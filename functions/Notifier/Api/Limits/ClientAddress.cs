using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Notifier.Api.Limits;

/// <summary>Who a client without a key is, as far as limits go: an IPv4 address or an IPv6 /64, which is what one household gets.</summary>
internal static class ClientAddress
{
    public static string Of(HttpContext context, LimitOptions options)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (options.ClientAddressHeader.Length > 0
            && context.Request.Headers[options.ClientAddressHeader].LastOrDefault()?.Split(',')[^1].Trim() is { } named
            && IPEndPoint.TryParse(named, out var endpoint))
            address = endpoint.Address;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
