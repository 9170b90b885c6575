using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace Notifier.Outgoing;

/// <summary>
/// Opens connections to judged addresses only. The name is resolved here and the judged address itself is connected to,
/// so that a name which resolves differently a moment later (DNS rebinding) wins nothing.
/// </summary>
internal sealed class GuardedConnection(AddressGuard guard)
{
    /// <summary>Handler of an outgoing client: guarded, without proxy, cookies and automatic redirects.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = async (context, cancellation) => await ConnectAsync(context.DnsEndPoint, cancellation),
        // A proxy would resolve and connect in our place, unjudged.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        // What this service traces of itself is not for strangers (the header traceparent).
        ActivityHeadersPropagator = null,
        // It would take a compressed body that breaks off for a whole one; who wants one compressed unpacks it.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 64,
        // Names are resolved and judged again at least this often.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    /// <exception cref="AddressNotAllowedException">No address of the name may be connected to.</exception>
    private async Task<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(target.Host, cancellation);
        var allowed = Judged(addresses);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private IPAddress[] Judged(IPAddress[] addresses)
    {
        var verdicts = Array.ConvertAll(addresses, guard.Judge);
        var allowed = addresses.Where((_, index) => verdicts[index].Allowed).ToArray();
        if (allowed.Length > 0)
            return allowed;
        if (verdicts.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        throw new AddressNotAllowedException(verdicts[0].Reason);
    }
}

/// <summary>Thrown while connecting; reaches the caller as the inner exception of an <see cref="HttpRequestException"/>.</summary>
internal sealed class AddressNotAllowedException(string reason) : IOException($"the address is not allowed: {reason}")
{
    /// <summary>Reason of the verdict, for example <c>loopback</c>.</summary>
    public string Reason { get; } = reason;
}
