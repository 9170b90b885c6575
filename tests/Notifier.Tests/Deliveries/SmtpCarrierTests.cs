using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Mail.Charts;
using Notifier.Deliveries.Smtp;

namespace Notifier.Tests.Deliveries;

public sealed class SmtpCarrierTests : IAsyncLifetime
{
    private const string Password = "nobody-sees-this";

    private readonly SmtpReceiver _server = new();
    private readonly LogLines _lines = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_mail_has_text_HTML_and_picture_and_a_name_that_a_repeat_shares()
    {
        await CarryAsync(1);
        await CarryAsync(1);

        var (mail, again) = (Read(0), Read(1));
        Assert.Equal(new string('0', 31) + "1@example.org", mail.MessageId);
        Assert.Equal(mail.MessageId, again.MessageId);
        Assert.Equal("Now severe (orange): Lithium carbonate surge", mail.Subject);
        Assert.Equal(("reader1@example.org", "sender@example.org"), (mail.To.Mailboxes.Single().Address, mail.From.Mailboxes.Single().Address));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.StartsWith("<https://warnings.example.org/subscriptions/unsubscribe?token=", mail.Headers["List-Unsubscribe"]!.Replace("\r\n", "", StringComparison.Ordinal).Trim(), StringComparison.Ordinal);
        var body = Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.StartsWith("Lithium carbonate surge\n", Assert.IsType<TextPart>(body[0]).Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var related = Assert.IsType<MultipartRelated>(body[1]);
        Assert.Contains("cid:chart", Assert.IsType<TextPart>(related[0]).Text, StringComparison.Ordinal);
        var picture = Assert.IsType<MimePart>(related[1]);
        Assert.Equal(("chart", "image/png", "inline"), (picture.ContentId, picture.ContentType.MimeType, picture.ContentDisposition!.Disposition));
        using var png = new MemoryStream();
        picture.Content!.DecodeTo(png);
        Assert.Equal("\u0089PNG", string.Concat(png.ToArray().Take(4).Select(part => (char)part)));
    }

    [Fact]
    public async Task A_batch_goes_over_one_connection_and_each_is_judged_alone()
    {
        _server.Recipients["reader2@example.org"] = "550 5.1.1 no such user";
        _server.Recipients["reader3@example.org"] = "450 4.2.1 try again";
        _server.Recipients["reader4@example.org"] = "550 5.7.1 not from you";

        var outcomes = await CarryAsync(5);

        Assert.Equal(1, _server.Connections);
        Assert.Equal(["reader1@example.org", "reader5@example.org"], _server.Taken.Select(mail => mail.To));
        Assert.Equal(
            [AttemptOutcome.Sent(250), AttemptOutcome.Permanent(AttemptReason.Bounced, 550), AttemptOutcome.Transient(AttemptReason.ServerError, 450), AttemptOutcome.Permanent(AttemptReason.Rejected, 550), AttemptOutcome.Sent(250)],
            outcomes);
    }

    [Fact]
    public async Task A_connection_that_breaks_within_a_text_costs_that_mail_only()
    {
        _server.DropsWithin.Add(2);

        var outcomes = await CarryAsync(3);

        Assert.Equal([AttemptOutcome.Sent(250), AttemptOutcome.Transient(AttemptReason.ConnectionFailed) with { Unanswered = true }, AttemptOutcome.Sent(250)], outcomes);
        Assert.Equal((2, 2), (_server.Connections, _server.Taken.Count));
    }

    [Theory]
    [InlineData("554 5.6.0 refused", AttemptResult.Permanent, AttemptReason.Rejected, 554)]
    [InlineData("452 4.3.1 disk full", AttemptResult.Transient, AttemptReason.Throttled, 452)]
    public async Task What_is_said_after_the_text_counts(string reply, AttemptResult result, AttemptReason reason, int status)
    {
        _server.AfterData = reply;

        var outcome = Assert.Single(await CarryAsync(1));

        Assert.Equal((result, reason, status), (outcome.Result, outcome.Reason, outcome.Status));
    }

    [Theory]
    [InlineData(550, "5.1.1 <x@example.org>: Recipient address rejected", AttemptResult.Permanent, AttemptReason.Bounced)]
    [InlineData(556, "5.1.10 null MX", AttemptResult.Permanent, AttemptReason.Bounced)]
    [InlineData(550, "5.2.1 disabled", AttemptResult.Permanent, AttemptReason.Bounced)]
    [InlineData(552, "5.2.2 full", AttemptResult.Permanent, AttemptReason.Rejected)]
    [InlineData(550, "User unknown at 10.5.1.1", AttemptResult.Permanent, AttemptReason.Rejected)]
    [InlineData(550, "blocked by policy", AttemptResult.Permanent, AttemptReason.Rejected)]
    [InlineData(451, "4.7.1 greylisted", AttemptResult.Transient, AttemptReason.Throttled)]
    [InlineData(421, "closing", AttemptResult.Transient, AttemptReason.ServerError)]
    [InlineData(535, "5.7.8 bad credentials", AttemptResult.Transient, AttemptReason.Unauthorized)]
    [InlineData(550, "5.7.0 Authentication required", AttemptResult.Transient, AttemptReason.Unauthorized)]
    public void A_reply_has_its_meaning(int status, string text, AttemptResult result, AttemptReason reason)
    {
        var outcome = SmtpReply.Judge(status, text);

        Assert.Equal((result, reason, status), (outcome.Result, outcome.Reason, outcome.Status));
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_not_ready_is_asked_once_for_all()
    {
        _server.Greeting = "421 4.3.2 not now";

        Assert.All(await CarryAsync(3), outcome => Assert.Equal(AttemptOutcome.Transient(AttemptReason.ServerError, 421), outcome));
        Assert.Equal(1, _server.Connections);
        Assert.All(await CarryAsync(2, ("Smtp:Port", "1")), outcome => Assert.Equal(AttemptOutcome.Transient(AttemptReason.ConnectionFailed), outcome));
    }

    [Fact]
    public async Task Without_the_TLS_that_is_asked_for_no_mail_and_no_password_goes()
    {
        Assert.Equal([AttemptOutcome.Transient(AttemptReason.TlsFailed)], await CarryAsync(1, ("Smtp:Tls", "starttls"), ("Smtp:User", "us"), ("Smtp:Password", Password)));
        _server.OffersStartTls = true;
        // A certificate that nobody vouches for.
        Assert.Equal([AttemptOutcome.Transient(AttemptReason.TlsFailed)], await CarryAsync(1, ("Smtp:Tls", "starttls"), ("Smtp:User", "us"), ("Smtp:Password", Password)));

        Assert.Empty(_server.Taken);
        Assert.DoesNotContain(Password, string.Concat(_lines.All), StringComparison.Ordinal);
        Assert.DoesNotContain("reader1", string.Concat(_lines.All), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_setting_is_named_at_start()
    {
        var check = new SmtpOptionsCheck(Options.Create(new MailOptions { Email = MailOptions.Smtp }));

        var verdict = check.Validate(null, new SmtpOptions { Port = 0, Tls = "maybe", User = "us" });

        Assert.Equal(["Smtp__Host", "Smtp__Port", "Smtp__From", "Smtp__Tls", "Smtp__Password"], verdict.Failures!.Select(failure => failure[..failure.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Contains("Smtp__Tls: a password is not sent without TLS", check.Validate(null, new SmtpOptions { Host = "mail.example.org", From = "a@example.org", User = "us", Password = Password, Tls = "none" }).Failures!);
        Assert.True(new SmtpOptionsCheck(Options.Create(new MailOptions())).Validate(null, new SmtpOptions()).Skipped);
    }

    private MimeMessage Read(int index)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(_server.Taken[index].Text));
        return MimeMessage.Load(bytes);
    }

    private async Task<IReadOnlyList<AttemptOutcome>> CarryAsync(int count, params (string, string)[] settings)
    {
        using var host = ComposedApplication.Build(
            [("Notifier:Email", "smtp"), ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", _server.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp:From", "sender@example.org"), ("Smtp:Tls", "none"), .. settings],
            services => services.Replace(ServiceDescriptor.Singleton<ChartSource>((_, _) => Task.FromResult<SeriesChart?>(MailSamples.Chart))).AddSingleton<ILoggerProvider>(_lines));
        IReadOnlyList<ChannelMessage> batch = [.. Enumerable.Range(1, count).Select(number => MailSamples.Message(WarningSamples.Of(), number, "en"))];
        return await host.CarryAsync(batch);
    }
}
