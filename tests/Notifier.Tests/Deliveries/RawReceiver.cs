using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Notifier.Tests.Deliveries;

/// <summary>A receiver that speaks no HTTP but what a test writes: each request's header is read, then <paramref name="answer"/> has the connection.</summary>
internal sealed class RawReceiver : IAsyncDisposable
{
    private static readonly Lazy<X509Certificate2> Certificate = new(static () =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = new CertificateRequest("CN=receiver.example.org", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    });

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Func<Stream, Socket, CancellationToken, Task> _answer;
    private readonly bool _tls;

    public RawReceiver(Func<Stream, Socket, CancellationToken, Task> answer, bool tls = false)
    {
        (_answer, _tls) = (answer, tls);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"{(_tls ? "https" : "http")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public static Task WriteAsync(Stream stream, string text, CancellationToken over) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), over).AsTask();

    /// <summary>Closes with a reset instead of an end.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_over.Token));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var over = _over.Token;
        try
        {
            using var _ = socket;
            await using Stream stream = _tls ? new SslStream(new NetworkStream(socket)) : new NetworkStream(socket);
            if (stream is SslStream ssl)
                await ssl.AuthenticateAsServerAsync(Certificate.Value);
            var request = new byte[64 * 1024];
            for (var read = 0; !request.AsSpan(0, read).ContainsAny("}"u8); read += await stream.ReadAsync(request.AsMemory(read), over))
            {
            }

            await _answer(stream, socket, over);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The sender has left, or the test has.
        }
    }
}
