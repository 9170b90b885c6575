using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Moq;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.SendGrid;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Notifier.Tests.Deliveries;

public sealed class SendGridCarrierTests
{
    private const string Key = "SG.a-key-that-nobody-sees";

    private static readonly Channel Reader = new(ChannelType.Email, "reader@example.org");

    [Fact]
    public async Task The_mail_carries_its_delivery_its_categories_and_the_way_out()
    {
        var client = new Mock<ISendGridClient>(MockBehavior.Strict);
        SendGridMessage? sent = null;
        client.Setup(mock => mock.SendEmailAsync(It.IsAny<SendGridMessage>(), It.IsAny<CancellationToken>()))
            .Callback((SendGridMessage message, CancellationToken _) => sent = message)
            .ReturnsAsync(Answer(HttpStatusCode.Accepted));

        Assert.Equal(AttemptOutcome.Sent(202), await SendAsync(client.Object, WarningSamples.Of()));

        client.Verify(mock => mock.SendEmailAsync(It.IsAny<SendGridMessage>(), It.IsAny<CancellationToken>()), Times.Once);
        Assert.Equal("sender@example.org", sent!.From.Email);
        var recipient = sent.Personalizations.Single();
        Assert.Equal("reader@example.org", recipient.Tos.Single().Email);
        Assert.Equal(new string('d', 32), recipient.CustomArgs["delivery_id"]);
        Assert.Equal(["warning", "severe"], sent.Categories);
        Assert.StartsWith("<https://warnings.example.org/subscriptions/unsubscribe?token=", recipient.Headers["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", recipient.Headers["List-Unsubscribe-Post"]);
        Assert.False(sent.TrackingSettings.ClickTracking.Enable);
    }

    [Theory]
    [InlineData(200, AttemptResult.Sent, AttemptReason.Accepted)]
    [InlineData(202, AttemptResult.Sent, AttemptReason.Accepted)]
    [InlineData(400, AttemptResult.Permanent, AttemptReason.Rejected)]
    [InlineData(401, AttemptResult.Transient, AttemptReason.Unauthorized)]
    [InlineData(403, AttemptResult.Transient, AttemptReason.Unauthorized)]
    [InlineData(404, AttemptResult.Permanent, AttemptReason.Rejected)]
    [InlineData(408, AttemptResult.Transient, AttemptReason.Timeout)]
    [InlineData(413, AttemptResult.Permanent, AttemptReason.Rejected)]
    [InlineData(429, AttemptResult.Transient, AttemptReason.Throttled)]
    [InlineData(500, AttemptResult.Transient, AttemptReason.ServerError)]
    [InlineData(503, AttemptResult.Transient, AttemptReason.ServerError)]
    public async Task Every_status_has_its_meaning(int status, AttemptResult result, AttemptReason reason)
    {
        var outcome = await SendAsync(Client(Answer((HttpStatusCode)status)), WarningSamples.Of());

        Assert.Equal((result, reason, status, false), (outcome.Result, outcome.Reason, outcome.Status, outcome.DisableChannel));
    }

    [Fact]
    public async Task An_answer_without_headers_or_body_is_judged_by_its_status()
    {
        var bare = new Response(HttpStatusCode.TooManyRequests, null, null);

        Assert.Equal(AttemptOutcome.Transient(AttemptReason.Throttled, 429), await SendAsync(Client(bare), WarningSamples.Of()));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_no_failure_of_SendGrid()
    {
        using var stop = new CancellationTokenSource();
        var client = new Mock<ISendGridClient>();
        client.Setup(mock => mock.SendEmailAsync(It.IsAny<SendGridMessage>(), It.IsAny<CancellationToken>()))
            .Returns((SendGridMessage _, CancellationToken asked) =>
            {
                stop.Cancel();
                return Task.FromCanceled<Response>(asked);
            });
        using var host = Build("https://api.sendgrid.com", client.Object);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.CarryAsync([ComposedApplication.Message(Reader, WarningSamples.Of())], stop.Token));
    }

    [Fact]
    public void The_reset_of_the_rate_limit_is_waited_for()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

        Assert.Equal(TimeSpan.FromSeconds(90), SendGridAnswer.Judge(Answer(HttpStatusCode.TooManyRequests, ("X-RateLimit-Reset", "1700000090")), now).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(7), SendGridAnswer.Judge(Answer(HttpStatusCode.TooManyRequests, ("Retry-After", "7")), now).RetryAfter);
        Assert.Null(SendGridAnswer.Judge(Answer(HttpStatusCode.TooManyRequests, ("X-RateLimit-Reset", "soon")), now).RetryAfter);
    }

    [Fact]
    public async Task No_answer_is_a_failure_that_passes()
    {
        Assert.Equal(AttemptOutcome.Transient(AttemptReason.Timeout) with { Unanswered = true }, await SendAsync(Failing(new TaskCanceledException()), WarningSamples.Of()));
        Assert.Equal(AttemptOutcome.Transient(AttemptReason.ConnectionFailed) with { Unanswered = true }, await SendAsync(Failing(new HttpRequestException()), WarningSamples.Of()));
    }

    [Theory]
    [InlineData("", "sender@example.org", "https://api.sendgrid.com", "SendGrid__ApiKey")]
    [InlineData(Key, "nobody", "https://api.sendgrid.com", "SendGrid__From")]
    [InlineData(Key, "sender@example.org", "api.sendgrid.com", "SendGrid__Host")]
    public void A_wrong_setting_is_named_at_start(string key, string from, string url, string named)
    {
        var check = new SendGridOptionsCheck(Options.Create(new MailOptions { Email = MailOptions.SendGrid }));

        var verdict = check.Validate(null, new SendGridOptions { ApiKey = key, From = from, Host = url });

        Assert.StartsWith(named, Assert.Single(verdict.Failures!), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, verdict.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_key_of_the_events_is_named_at_start_whatever_mail_goes_by()
    {
        var verdict = new SendGridOptionsCheck(Options.Create(new MailOptions())).Validate(null, new SendGridOptions { WebhookKey = "MFkw" });

        Assert.StartsWith("SendGrid__WebhookKey", Assert.Single(verdict.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_host_it_is_SendGrids_own(string? given)
    {
        var options = new SendGridOptions { ApiKey = Key, From = "sender@example.org", Host = given };

        Assert.Equal("https://api.sendgrid.com", options.Url);
        Assert.True(new SendGridOptionsCheck(Options.Create(new MailOptions { Email = MailOptions.SendGrid })).Validate(null, options).Succeeded);
    }

    [Fact]
    public void Without_SendGrid_its_settings_are_not_asked_for()
    {
        Assert.True(new SendGridOptionsCheck(Options.Create(new MailOptions())).Validate(null, new SendGridOptions()).Skipped);
        Assert.True(new MailOptionsCheck().Validate(null, new MailOptions()).Succeeded);
        Assert.Equal("Notifier__Email: mailbox, sendgrid or smtp", new MailOptionsCheck().Validate(null, new MailOptions { Email = "pigeon" }).FailureMessage);
    }

    private static async Task<AttemptOutcome> SendAsync(ISendGridClient client, Warning warning)
    {
        using var host = Build("https://api.sendgrid.com", client);
        return (await host.CarryAsync([ComposedApplication.Message(Reader, warning)]))[0];
    }

    private static IHost Build(string url, ISendGridClient? client = null) => ComposedApplication.Build(
        [("Notifier:Email", "sendgrid"), ("SendGrid:ApiKey", Key), ("SendGrid:From", "sender@example.org"), ("SendGrid:Host", url)],
        services =>
        {
            if (client is not null)
                services.Replace(ServiceDescriptor.Singleton(client));
        });

    private static ISendGridClient Client(Response answer) =>
        Mock.Of<ISendGridClient>(mock => mock.SendEmailAsync(It.IsAny<SendGridMessage>(), It.IsAny<CancellationToken>()) == Task.FromResult(answer));

    private static ISendGridClient Failing(Exception failure) =>
        Mock.Of<ISendGridClient>(mock => mock.SendEmailAsync(It.IsAny<SendGridMessage>(), It.IsAny<CancellationToken>()) == Task.FromException<Response>(failure));

    private static Response Answer(HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        var message = new HttpResponseMessage(status);
        foreach (var (name, value) in headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return new Response(status, message.Content, message.Headers);
    }
}
