using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Mail;

namespace Notifier.Deliveries.Smtp;

/// <summary>
/// Mail through a mail server: one connection for the readers of a batch, made anew where it broke. A connection that breaks
/// after the text was sent leaves open whether it was taken: it is sent again, with the same Message-ID.
/// </summary>
internal sealed partial class SmtpCarrier(IOptions<SmtpOptions> options, SmtpMessages messages, ILogger<SmtpCarrier> log) : IMailCarrier
{
    /// <summary>For all readers together: below the lease of an attempt.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(20);

    // As many as a slow server takes within the time for all.
    public int LargestBatch => 50;

    public async Task<IReadOnlyList<AttemptOutcome>> CarryAsync(MailTemplate mail, IReadOnlyList<MailReader> readers, CancellationToken cancellation)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(Longest);
        using var client = new SmtpClient { Timeout = (int)LongestCommand.TotalMilliseconds };
        var outcomes = new List<AttemptOutcome>(readers.Count);
        foreach (var reader in readers)
        {
            var (outcome, connected) = await TryAsync(client, mail, reader, clock.Token, cancellation);
            outcomes.Add(outcome);
            if (connected)
                continue;
            // What could not be connected to now is not asked again for each of the others.
            outcomes.AddRange(Enumerable.Repeat(outcome, readers.Count - outcomes.Count));
            break;
        }

        if (client.IsConnected)
            await LeaveAsync(client, cancellation);
        return outcomes;
    }

    private async Task<(AttemptOutcome Outcome, bool Connected)> TryAsync(
        SmtpClient client, MailTemplate mail, MailReader reader, CancellationToken clock, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(reader.To, out var to, out _))
            return (AttemptOutcome.Permanent(AttemptReason.Rejected), true);
        var connected = false;
        try
        {
            if (!client.IsConnected)
                await ConnectAsync(client, clock);
            connected = true;
            using var message = messages.Of(mail.For(reader), reader, to);
            await client.SendAsync(message, clock);
            return (AttemptOutcome.Sent(250), true);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && Judge(failure) is { } outcome)
        {
            if (outcome.Reason == AttemptReason.Unauthorized)
                Log.Unauthorized(log, outcome.Status);
            // Before the talk began nothing was sent.
            return (outcome with { Unanswered = connected && outcome.Unanswered }, connected);
        }
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellation)
    {
        var settings = options.Value;
        var security = settings.Tls switch
        {
            SmtpOptions.ImplicitTls => SecureSocketOptions.SslOnConnect,
            SmtpOptions.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
        await client.ConnectAsync(settings.Host, settings.Port, security, cancellation);
        if (settings.User.Length > 0)
            await client.AuthenticateAsync(settings.User, settings.Password, cancellation);
    }

    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception failure) when (failure is IOException or ProtocolException or CommandException)
        {
            // Everything is said; how the server ends the talk changes nothing.
        }
    }

    /// <returns>Null where it is no failure of the talk with a server.</returns>
    private static AttemptOutcome? Judge(Exception failure) => failure switch
    {
        SmtpCommandException refusal => SmtpReply.Judge(refusal),
        AuthenticationException => AttemptOutcome.Transient(AttemptReason.Unauthorized),
        // The server offers no STARTTLS, or no way to log in that is safe.
        SslHandshakeException or NotSupportedException => AttemptOutcome.Transient(AttemptReason.TlsFailed),
        TimeoutException => AttemptOutcome.Transient(AttemptReason.Timeout) with { Unanswered = true },
        ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException => AttemptOutcome.Transient(AttemptReason.ConnectionFailed) with { Unanswered = true },
        System.Net.Sockets.SocketException => HttpFailure.Judge(new IOException(null, failure)),
        _ => HttpFailure.Judge(failure),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The mail server refuses our name or password ({Status}): no mail goes out until Smtp__User and Smtp__Password are right")]
        public static partial void Unauthorized(ILogger logger, int? status);
    }
}
