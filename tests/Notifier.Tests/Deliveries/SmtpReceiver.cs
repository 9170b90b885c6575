using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Notifier.Tests.Deliveries;

/// <summary>A mail server on loopback: keeps what it takes, and answers as a test says.</summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public SmtpReceiver()
    {
        _listener.Start();
        _work = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What RCPT is answered with, by address.</summary>
    public Dictionary<string, string> Recipients { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the text is answered with.</summary>
    public string AfterData { get; set; } = "250 2.0.0 taken";

    public string Greeting { get; set; } = "220 loopback ESMTP";

    public string Authentication { get; set; } = "235 2.7.0 welcome";

    /// <summary>Hangs up within the text of the mails of these numbers, counted from 1.</summary>
    public HashSet<int> DropsWithin { get; } = [];

    public bool OffersStartTls { get; set; }

    public int Connections { get; private set; }

    /// <summary>Texts begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Envelope recipient and the mail as it came.</summary>
    public List<(string To, string Text)> Taken { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _work;
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                await TalkAsync(client);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The end of the test; a listener that is closed already says that it does not listen.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            Stream stream = client.GetStream();
            await SayAsync(stream, Greeting);
            var to = "";
            while (await LineAsync(stream) is { } line)
            {
                switch (line.Split(' ')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await SayAsync(stream, OffersStartTls ? "250-loopback\r\n250-STARTTLS\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES" : "250-loopback\r\n250 ENHANCEDSTATUSCODES");
                        break;
                    case "STARTTLS":
                        await SayAsync(stream, "220 go on");
                        stream = await SecureAsync(stream);
                        break;
                    case "RCPT":
                        to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                        await SayAsync(stream, Recipients.GetValueOrDefault(to, "250 2.1.5 fine"));
                        break;
                    case "DATA":
                        Begun++;
                        await SayAsync(stream, "354 go on");
                        if (await TextAsync(stream, DropsWithin.Contains(Begun)) is not { } text)
                            return;
                        if (AfterData[0] == '2')
                            Taken.Add((to, text));
                        await SayAsync(stream, AfterData);
                        break;
                    case "AUTH":
                        await SayAsync(stream, Authentication);
                        break;
                    case "QUIT":
                        await SayAsync(stream, "221 2.0.0 bye");
                        return;
                    default:
                        await SayAsync(stream, "250 2.0.0 fine");
                        break;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The other side hung up.
        }
    }

    private async Task<string?> TextAsync(Stream stream, bool drop)
    {
        var text = new StringBuilder();
        while (await LineAsync(stream) is { } line && line != ".")
        {
            if (drop)
                return null;
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return text.ToString();
    }

    private static async Task<Stream> SecureAsync(Stream stream)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null));
        return secure;
    }

    private static Task SayAsync(Stream stream, string line) => stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n")).AsTask();

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }
}
