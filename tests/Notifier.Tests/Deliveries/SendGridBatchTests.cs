using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Charts;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Mail.Charts;
using Notifier.Deliveries.SendGrid;

namespace Notifier.Tests.Deliveries;

/// <summary>Mails through SendGrid as their readers would read them, by a stand-in that judges each request by the published API.</summary>
public sealed class SendGridBatchTests : IAsyncLifetime
{
    private SendGridStandIn _sendGrid = null!;
    private IHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _sendGrid = await SendGridStandIn.StartAsync();
        _host = Build();
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _sendGrid.DisposeAsync();
    }

    [Theory]
    [InlineData(1, "en")]
    [InlineData(2, "zh-Hans")]
    [InlineData(1000, "en")]
    [InlineData(1000, "zh-Hans")]
    public async Task One_call_tells_all_readers_of_a_language(int count, string language)
    {
        var batch = Batch(WarningSamples.Of(), count, language);

        var outcomes = await _host.CarryAsync(batch);

        Assert.All(outcomes, outcome => Assert.Equal(AttemptOutcome.Sent(202), outcome));
        Assert.Equal("POST /v3/mail/send", Assert.Single(_sendGrid.Requests).Path);
        Assert.Empty(_sendGrid.Findings);
        Assert.Equal(batch.Select(message => message.Subscription.Channel.Target), _sendGrid.Letters.Select(letter => letter.To));
        Assert.Equal(count, _sendGrid.Letters.Select(letter => letter.Headers["List-Unsubscribe"]).Distinct().Count());
    }

    [Fact]
    public async Task Each_reads_what_a_mail_of_their_own_would_say()
    {
        var writer = _host.Services.GetRequiredService<MailWriter>();
        var batch = Batch(WarningSamples.Of(), 3, "zh-Hans");
        batch[1] = batch[1] with { Subscription = batch[1].Subscription with { Match = new([], [], [], ["<b>&锂"], Severity.Severe), Cadence = new(DigestPeriod.Weekly, Cadence.Morning) } };

        await _host.CarryAsync(batch);

        for (var index = 0; index < batch.Count; index++)
        {
            var (letter, alone) = (_sendGrid.Letters[index], await writer.WriteAsync(batch[index], CancellationToken.None));
            Assert.Equal((alone.Subject, alone.Text, alone.Html), (letter.Subject, letter.Text, letter.Html));
            Assert.Equal(alone.Headers, letter.Headers);
            Assert.Equal((batch[index].DeliveryId, batch[index].Subscription.Id), (letter.Arguments["delivery_id"], letter.Arguments["subscription_id"]));
        }

        Assert.Contains("标签：<b>&锂；最低级别：橙色（严重）；每周一 08:00 汇总（Asia/Shanghai）", _sendGrid.Letters[1].Text, StringComparison.Ordinal);
        Assert.Contains("标签：&lt;b&gt;&amp;锂；最低级别", _sendGrid.Letters[1].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_who_writes_tags_is_given_nothing()
    {
        var hostile = WarningSamples.OfEntry("-manage.0123456789abcdef- -unsubscribe.- [%manage%]", "https://example.org/?steal=-manage.0123456789abcdef-");

        await _host.CarryAsync(Batch(hostile, 2, "en"));

        Assert.All(_sendGrid.Letters, letter => Assert.Contains("https://example.org/?steal=-manage.0123456789abcdef-\n", letter.Text, StringComparison.Ordinal));
        Assert.All(_sendGrid.Letters, letter => Assert.DoesNotContain("because", letter.Text.Replace("because you", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_longest_subscription_stays_within_ten_thousand_bytes()
    {
        var batch = Batch(WarningSamples.Of(), 1, "en");
        batch[0] = batch[0] with { Subscription = batch[0].Subscription with { Match = new([], [], [], [.. Enumerable.Range(0, 400).Select(number => $"&锂{number}")]) } };

        Assert.Equal(AttemptOutcome.Sent(202), (await _host.CarryAsync(batch))[0]);
        Assert.Empty(_sendGrid.Findings);
    }

    [Theory]
    [InlineData(true, 1, 2)]
    [InlineData(true, 3, 2)]
    [InlineData(false, 1, 21)]
    public async Task A_refused_reader_does_not_take_the_others_along(bool named, int bad, int most)
    {
        var batch = Batch(WarningSamples.Of(), 1000, "en");
        var refused = batch.Where((_, index) => index % 311 == 100).Take(bad).Select(message => message.Subscription.Channel.Target).ToHashSet();
        _sendGrid.Refused.UnionWith(refused);
        _sendGrid.Names = named;

        var outcomes = await _host.CarryAsync(batch);

        Assert.Equal(bad, refused.Count);
        Assert.Equal(batch.Select(message => refused.Contains(message.Subscription.Channel.Target)), outcomes.Select(outcome => outcome == AttemptOutcome.Permanent(AttemptReason.Rejected, 400)));
        Assert.Equal(1000 - bad, _sendGrid.Letters.Count);
        Assert.InRange(_sendGrid.Requests.Count, 2, most);
    }

    [Fact]
    public async Task A_call_that_is_too_large_goes_in_parts()
    {
        _sendGrid.LargestBody = 200_000;

        var outcomes = await _host.CarryAsync(Batch(WarningSamples.Of(), 400, "en"));

        Assert.All(outcomes, outcome => Assert.Equal(AttemptResult.Sent, outcome.Result));
        Assert.Equal(400, _sendGrid.Letters.Select(letter => letter.To).Distinct().Count());
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_everybody_ends_after_a_bounded_number_of_calls()
    {
        _sendGrid.Status = 400;

        var outcomes = await _host.CarryAsync(Batch(WarningSamples.Of(), 1000, "en"));

        Assert.Equal(SendGridCarrier.MostCalls, _sendGrid.Requests.Count);
        Assert.Contains(outcomes, outcome => outcome == AttemptOutcome.Permanent(AttemptReason.Rejected, 400));
        // Nobody is given up who was not refused alone.
        Assert.Contains(outcomes, outcome => outcome == AttemptOutcome.Transient(AttemptReason.ClientError));
    }

    [Fact]
    public async Task A_limit_that_is_reached_holds_all_until_it_is_lifted()
    {
        _sendGrid.Status = 429;
        _sendGrid.Headers["X-RateLimit-Reset"] = DateTimeOffset.UtcNow.AddSeconds(60).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

        var outcomes = await _host.CarryAsync(Batch(WarningSamples.Of(), 2, "en"));

        Assert.All(outcomes, outcome => Assert.Equal((AttemptResult.Transient, AttemptReason.Throttled), (outcome.Result, outcome.Reason)));
        Assert.InRange(outcomes[0].RetryAfter!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task In_the_sandbox_nothing_is_sent_and_the_picture_goes_along()
    {
        using var host = Build(("SendGrid:Sandbox", "true"));

        await host.CarryAsync(Batch(WarningSamples.Of(), 2, "en"));
        await _host.CarryAsync(Batch(WarningSamples.OfEntry("锂"), 1, "en"));

        Assert.Empty(_sendGrid.Findings);
        Assert.Equal([(1, true), (1, true), (0, false)], _sendGrid.Letters.Select(letter => (letter.Pictures, letter.Sandbox)));
        Assert.Contains("src=\"cid:chart\"", _sendGrid.Letters[0].Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Every_kind_of_mail_is_as_the_published_API_wants_it(string language)
    {
        foreach (var message in MailSamples.Kinds(language))
            Assert.Equal(AttemptOutcome.Sent(202), (await _host.CarryAsync([message]))[0]);

        Assert.Empty(_sendGrid.Findings);
    }

    [Fact]
    public async Task What_would_inject_a_header_stays_text()
    {
        var lines = File.ReadLines(SharedData.PathOf("security/email/header-injection.jsonl")).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        var texts = lines.Where(line => line.GetProperty("field").GetString() != "email").Select(line => line.GetProperty("value").GetString()!).Distinct().ToList();

        foreach (var text in texts)
        {
            var hostile = WarningSamples.OfEntry(text, text) with { RuleTitle = text, Reason = text, Unit = text };
            Assert.Equal(AttemptOutcome.Sent(202), (await _host.CarryAsync(Batch(hostile, 1, "en")))[0]);
        }

        Assert.True(texts.Count > 10);
        Assert.Empty(_sendGrid.Findings);
        Assert.All(_sendGrid.Letters, letter => Assert.DoesNotContain("\nBcc:", letter.Text, StringComparison.Ordinal));
        Assert.All(_sendGrid.Letters, letter => Assert.DoesNotMatch("=\\?|[\\p{Cc}\\p{Cf}\\u2028\\u2029]", letter.Subject));
    }

    private IHost Build(params (string, string)[] settings) => ComposedApplication.Build(
        [("Notifier:Email", "sendgrid"), ("SendGrid:ApiKey", "SG.a-key-that-nobody-sees"), ("SendGrid:From", "sender@example.org"), ("SendGrid:Host", _sendGrid.Host), .. settings],
        services => services
            // A link holds until a time: written twice within one mail's test it must be the same.
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2021, 1, 30, 7, 0, 0, TimeSpan.Zero))))
            .Replace(ServiceDescriptor.Singleton<ChartSource>((warning, _) => Task.FromResult(warning.Entry is null ? MailSamples.Chart : null))));

    private static List<ChannelMessage> Batch(Warning warning, int count, string language) =>
        [.. Enumerable.Range(1, count).Select(number => MailSamples.Message(warning, number, language))];
}
