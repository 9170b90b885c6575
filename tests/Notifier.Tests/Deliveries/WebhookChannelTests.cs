using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Webhook;
using Notifier.Outgoing;
using Notifier.Subscriptions;

namespace Notifier.Tests.Deliveries;

public sealed class WebhookChannelTests
{
    [Theory]
    [InlineData(200, AttemptResult.Sent, AttemptReason.Accepted)]
    [InlineData(201, AttemptResult.Sent, AttemptReason.Accepted)]
    [InlineData(202, AttemptResult.Sent, AttemptReason.Accepted)]
    [InlineData(204, AttemptResult.Sent, AttemptReason.Accepted)]
    [InlineData(301, AttemptResult.Permanent, AttemptReason.Redirected)]
    [InlineData(307, AttemptResult.Permanent, AttemptReason.Redirected)]
    [InlineData(400, AttemptResult.Transient, AttemptReason.ClientError)]
    [InlineData(401, AttemptResult.Transient, AttemptReason.Unauthorized)]
    [InlineData(403, AttemptResult.Transient, AttemptReason.Unauthorized)]
    [InlineData(404, AttemptResult.Transient, AttemptReason.ClientError)]
    [InlineData(408, AttemptResult.Transient, AttemptReason.Timeout)]
    [InlineData(409, AttemptResult.Transient, AttemptReason.ClientError)]
    [InlineData(410, AttemptResult.Permanent, AttemptReason.Gone)]
    [InlineData(413, AttemptResult.Transient, AttemptReason.ClientError)]
    [InlineData(425, AttemptResult.Transient, AttemptReason.ClientError)]
    [InlineData(429, AttemptResult.Transient, AttemptReason.Throttled)]
    [InlineData(500, AttemptResult.Transient, AttemptReason.ServerError)]
    [InlineData(502, AttemptResult.Transient, AttemptReason.ServerError)]
    [InlineData(503, AttemptResult.Transient, AttemptReason.ServerError)]
    [InlineData(504, AttemptResult.Transient, AttemptReason.ServerError)]
    public async Task Every_status_has_its_meaning(int status, AttemptResult result, AttemptReason reason)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(status, response => response.Headers.Location = receiver.Url + "/elsewhere");

        var outcome = await SendAsync(receiver.Url);

        Assert.Equal((result, reason, status, status == 410), (outcome.Result, outcome.Reason, outcome.Status, outcome.DisableChannel));
        Assert.Single(receiver.Received);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("", null)]
    public async Task Retry_After_in_seconds_is_read_and_garbage_is_not(string header, int? seconds)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(429, response => response.Headers["Retry-After"] = header);

        Assert.Equal(seconds, (int?)(await SendAsync(receiver.Url)).RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("Mon, 23 Nov 2026 09:30:00 GMT", 1800)]
    [InlineData("Mon, 23 Nov 2026 08:00:00 GMT", -3600)]
    public async Task Retry_After_as_a_date_is_read(string header, int seconds)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(503, response => response.Headers["Retry-After"] = header);

        Assert.Equal(seconds, (await SendAsync(receiver.Url)).RetryAfter!.Value.TotalSeconds);
    }

    [Fact]
    public async Task No_answer_within_the_time_is_a_timeout()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var clock = Clock();
        receiver.Answer = async (context, _) =>
        {
            clock.Advance(WebhookChannel.Timeout);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        };

        var outcome = await SendAsync(receiver.Url, clock: clock);

        Assert.Equal(AttemptOutcome.Transient(AttemptReason.Timeout) with { Unanswered = true }, outcome);
    }

    [Fact]
    public async Task A_reset_is_a_failed_connection()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = static (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.Equal(AttemptOutcome.Transient(AttemptReason.ConnectionFailed) with { Unanswered = true }, await SendAsync(receiver.Url));
    }

    [Fact]
    public async Task A_closed_port_is_a_failed_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Equal(AttemptOutcome.Transient(AttemptReason.ConnectionFailed), await SendAsync($"http://127.0.0.1:{port}/"));
    }

    [Fact]
    public async Task A_receiver_without_TLS_is_said_to_be_one()
    {
        await using var receiver = await WebhookReceiver.StartAsync();

        Assert.Equal(AttemptOutcome.Transient(AttemptReason.TlsFailed), await SendAsync(receiver.Url.Replace("http:", "https:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_said_to_be_one() =>
        Assert.Equal(AttemptOutcome.Transient(AttemptReason.NameNotResolved), await SendAsync("https://hooks.invalid/"));

    [Fact]
    public async Task A_name_that_leads_into_the_own_network_is_refused_for_good()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var port = new Uri(receiver.Url).Port;

        var outcome = await SendAsync($"https://localhost:{port}/", allowPrivate: false);

        Assert.Equal(AttemptOutcome.Permanent(AttemptReason.AddressNotAllowed), outcome);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task Http_needs_the_setting_for_one_machine() =>
        Assert.Equal(AttemptOutcome.Permanent(AttemptReason.NotConfigured), await SendAsync("http://hooks.example.org/", allowPrivate: false));

    [Fact]
    public async Task Ten_megabytes_of_answer_are_not_waited_for()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = static async (context, _) =>
        {
            var chunk = new byte[64 * 1024];
            for (var sent = 0; sent < 160; sent++)
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };

        Assert.Equal(AttemptOutcome.Sent(200), await SendAsync(receiver.Url));
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(200, static response =>
        {
            for (var number = 0; number < 100; number++)
                response.Headers[$"x-{number}"] = new string('x', 1000);
        });

        Assert.Equal(AttemptOutcome.Transient(AttemptReason.AnswerTooLarge), await SendAsync(receiver.Url));
    }

    [Fact]
    public async Task During_a_rotation_either_secret_verifies()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var old = WebhookSecret.From("the old key of 28 bytes....."u8).Reveal();

        await SendAsync(receiver.Url, secret: $"{DeliveryWorld.Secret} {old}", clock: new FakeTimeProvider(DateTimeOffset.UtcNow));

        Assert.Equal(WebhookVerdict.Valid, receiver.Received[0].Verify(DeliveryWorld.Secret));
        Assert.Equal(WebhookVerdict.Valid, receiver.Received[0].Verify(old));
    }

    [Theory]
    [InlineData("plain", true)]
    [InlineData("json", true)]
    [InlineData("echo", false)]
    [InlineData("empty", false)]
    [InlineData("other", false)]
    public async Task A_challenge_is_passed_by_its_answer_alone(string kind, bool passed)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = async (context, webhook) =>
        {
            using var json = System.Text.Json.JsonDocument.Parse(webhook.Body);
            var challenge = json.RootElement.GetProperty("data").GetProperty("challenge").GetString();
            await context.Response.WriteAsync(kind switch
            {
                "plain" => challenge + "\n",
                "json" => $$"""{"challenge":"{{challenge}}"}""",
                "echo" => webhook.Text,
                "other" => "{\"challenge\":\"ok\"}",
                _ => "",
            });
        };

        var outcome = await SendAsync(receiver.Url, DeliveryKind.Challenge);

        Assert.Equal(passed ? AttemptOutcome.Sent(200) : AttemptOutcome.Transient(AttemptReason.Rejected, 200), outcome);
    }

    [Fact]
    public async Task A_challenge_answered_with_megabytes_is_refused_after_16_KiB()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = static async (context, _) => await context.Response.WriteAsync(new string(' ', 1_000_000));

        Assert.Equal(AttemptOutcome.Transient(AttemptReason.AnswerTooLarge, 200), await SendAsync(receiver.Url, DeliveryKind.Challenge));
    }

    private static async Task<AttemptOutcome> SendAsync(
        string url, DeliveryKind kind = DeliveryKind.Warning, bool allowPrivate = true, string? secret = DeliveryWorld.Secret, TimeProvider? clock = null)
    {
        using var host = ComposedApplication.Build([("Notifier:AllowPrivateTargets", allowPrivate.ToString(CultureInfo.InvariantCulture))]);
        var channel = new WebhookChannel(
            host.Services.GetRequiredService<IHttpClientFactory>(),
            host.Services.GetRequiredService<WebhookChallenge>(),
            host.Services.GetRequiredService<PublicLinks>(),
            new OutgoingOptions { AllowPrivateTargets = allowPrivate },
            clock ?? Clock(),
            clock ?? Clock());
        var warning = kind == DeliveryKind.Warning ? WarningSamples.Of() : null;
        return await channel.SendAsync(ComposedApplication.Message(new Channel(ChannelType.Webhook, url, secret), warning, kind), CancellationToken.None);
    }

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
}
