using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Webhook;
using Notifier.Outgoing;
using Notifier.Subscriptions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>Whatever a receiver does, the attempt ends in its time with a reason of the closed set, little is read, and nobody else waits.</summary>
public sealed class BadReceiverTests(AzuriteFixture azurite)
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public Task One_that_never_answers_is_a_timeout() =>
        ExpectAsync(AttemptOutcome.Transient(AttemptReason.Timeout), async (_, _, over) => await AdvanceAsync(over));

    [Fact]
    public Task One_that_answers_after_the_time_has_answered_nothing() =>
        ExpectAsync(AttemptOutcome.Transient(AttemptReason.Timeout), async (stream, _, over) =>
        {
            _clock.Advance(WebhookChannel.Timeout);
            await Task.Delay(20, over);
            await RawReceiver.WriteAsync(stream, Ok, over);
        });

    [Fact]
    public Task One_byte_a_second_is_a_timeout_too() =>
        ExpectAsync(AttemptOutcome.Transient(AttemptReason.Timeout), async (stream, _, over) =>
        {
            foreach (var letter in "HTTP/1.1 200 OK\r\nX-Slow: " + new string('x', 1000))
            {
                await RawReceiver.WriteAsync(stream, letter.ToString(), over);
                _clock.Advance(TimeSpan.FromSeconds(1));
            }
        });

    [Fact]
    public Task A_challenge_answered_one_byte_a_second_is_a_timeout_too() =>
        ExpectAsync(
            AttemptOutcome.Transient(AttemptReason.Timeout),
            async (stream, _, over) =>
            {
                await RawReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 32\r\n\r\n", over);
                for (var number = 0; number < 30; number++, _clock.Advance(TimeSpan.FromSeconds(1)))
                    await RawReceiver.WriteAsync(stream, "x", over);
            },
            DeliveryKind.Challenge);

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public Task A_redirect_is_not_followed(int status) =>
        ExpectAsync(
            AttemptOutcome.Permanent(AttemptReason.Redirected, status),
            (stream, _, over) => RawReceiver.WriteAsync(stream, $"HTTP/1.1 {status} Elsewhere\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\n\r\n", over));

    [Fact]
    public async Task A_connection_that_is_reset_is_a_failed_one()
    {
        await ExpectAsync(AttemptOutcome.Transient(AttemptReason.ConnectionFailed), (_, socket, _) => Resets(socket));
        await ExpectAsync(AttemptOutcome.Transient(AttemptReason.ConnectionFailed), async (stream, socket, over) =>
        {
            await RawReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Le", over);
            RawReceiver.Reset(socket);
        });
    }

    [Fact]
    public async Task Who_said_200_and_then_resets_has_taken_a_warning_and_has_not_answered_a_challenge()
    {
        static async Task AnswerAsync(Stream stream, System.Net.Sockets.Socket socket, CancellationToken over)
        {
            await RawReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", over);
            await Task.Delay(50, over);
            RawReceiver.Reset(socket);
        }

        await ExpectAsync(AttemptOutcome.Sent(200), AnswerAsync);
        await ExpectAsync(AttemptOutcome.Transient(AttemptReason.ConnectionFailed), AnswerAsync, DeliveryKind.Challenge);
    }

    [Fact]
    public async Task Of_an_answer_without_end_little_is_read()
    {
        var written = 0L;
        await ExpectAsync(AttemptOutcome.Sent(200), async (stream, _, over) =>
        {
            await RawReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", over);
            for (var chunk = new byte[64 * 1024]; written < 1_000_000_000; written += chunk.Length)
                await stream.WriteAsync(chunk, over);
        });

        // What the two kernels buffer, and no more.
        Assert.InRange(Interlocked.Read(ref written), 0, 50_000_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_bomb_is_not_unpacked(bool challenged)
    {
        var kind = challenged ? DeliveryKind.Challenge : DeliveryKind.Warning;
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(new byte[10_000_000]);
        var packed = bomb.ToArray();
        return ExpectAsync(
            challenged ? AttemptOutcome.Transient(AttemptReason.Rejected, 200) : AttemptOutcome.Sent(200),
            async (stream, _, over) =>
            {
                await RawReceiver.WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n", over);
                await stream.WriteAsync(packed, over);
            },
            kind);
    }

    [Fact]
    public Task Two_hundred_kilobytes_of_header_are_too_large() =>
        ExpectAsync(AttemptOutcome.Transient(AttemptReason.AnswerTooLarge), async (stream, _, over) =>
        {
            await RawReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\n", over);
            for (var number = 0; number < 200; number++)
                await RawReceiver.WriteAsync(stream, $"X-{number}: {new string('x', 1000)}\r\n", over);
            await RawReceiver.WriteAsync(stream, "\r\n", over);
        });

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n\r\n")]
    [InlineData("HTTP/1.1 two hundred\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno header\r\n\r\n")]
    [InlineData("\0\0\0\0\r\n\r\n")]
    public Task What_speaks_no_HTTP_is_a_failed_connection(string text) =>
        ExpectAsync(AttemptOutcome.Transient(AttemptReason.ConnectionFailed), (stream, _, over) => RawReceiver.WriteAsync(stream, text, over));

    [Fact]
    public Task HTTP_1_0_is_an_answer() =>
        ExpectAsync(AttemptOutcome.Sent(200), (stream, _, over) => RawReceiver.WriteAsync(stream, "HTTP/1.0 200 OK\r\n\r\nok", over));

    [Fact]
    public Task A_certificate_that_nobody_vouches_for_is_bad_TLS() =>
        ExpectAsync(AttemptOutcome.Transient(AttemptReason.TlsFailed), (stream, _, over) => RawReceiver.WriteAsync(stream, Ok, over), tls: true);

    [Fact]
    public async Task Who_answers_is_told_whatever_the_others_do()
    {
        await using var good = await WebhookReceiver.StartAsync();
        await using var resets = new RawReceiver((_, socket, _) => Resets(socket));
        await using var stalls = new RawReceiver(async (_, _, over) => await AdvanceAsync(over));
        await using var chatters = new RawReceiver((stream, _, over) => RawReceiver.WriteAsync(stream, "SSH-2.0\r\n\r\n", over));
        await using var world = await DeliveryWorld.StartAsync(azurite, builder =>
        {
            builder.Services.RemoveAll<IChannel>();
            builder.Services.AddSingleton<IChannel>(Channel);
        });
        var subscribed = new Dictionary<string, string>();
        foreach (var (name, url) in new[] { ("stalls", stalls.Url), ("resets", resets.Url), ("chatters", chatters.Url), ("good", good.Url) })
            subscribed[(await world.SubscribeAsync(url)).Id] = name;

        await world.CommitAsync(WarningSamples.Of());
        await world.DrainAsync();

        var attempts = (await world.AllAsync()).ToDictionary(delivery => subscribed[delivery.Subscription], delivery => delivery.Attempts[0].Reason);
        Assert.Equal(
            new Dictionary<string, AttemptReason>
            {
                ["stalls"] = AttemptReason.Timeout,
                ["resets"] = AttemptReason.ConnectionFailed,
                ["chatters"] = AttemptReason.ConnectionFailed,
                ["good"] = AttemptReason.Accepted,
            },
            attempts);
        Assert.Single(good.Received);
    }

    private async Task ExpectAsync(
        AttemptOutcome expected, Func<Stream, System.Net.Sockets.Socket, CancellationToken, Task> answer, DeliveryKind kind = DeliveryKind.Warning, bool tls = false)
    {
        await using var receiver = new RawReceiver(answer, tls);
        using var host = ComposedApplication.Build([]);

        var outcome = await Channel(host.Services).SendAsync(
            ComposedApplication.Message(new Channel(ChannelType.Webhook, receiver.Url, DeliveryWorld.Secret), kind == DeliveryKind.Warning ? WarningSamples.Of() : null, kind), CancellationToken.None);

        // Whether it may have taken the message all the same is tested where that decides something.
        Assert.Equal(expected, outcome with { Unanswered = false });
    }

    /// <summary>The channel as registered, but for its clock.</summary>
    private WebhookChannel Channel(IServiceProvider services) => new(
        services.GetRequiredService<IHttpClientFactory>(),
        services.GetRequiredService<WebhookChallenge>(),
        services.GetRequiredService<PublicLinks>(),
        new OutgoingOptions { AllowPrivateTargets = true },
        _clock,
        _clock);

    private async Task AdvanceAsync(CancellationToken over)
    {
        _clock.Advance(WebhookChannel.Timeout);
        await Task.Delay(Timeout.Infinite, over);
    }

    private static Task Resets(System.Net.Sockets.Socket socket)
    {
        RawReceiver.Reset(socket);
        return Task.CompletedTask;
    }
}
