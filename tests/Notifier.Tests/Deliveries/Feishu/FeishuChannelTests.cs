using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Feishu;

namespace Notifier.Tests.Deliveries.Feishu;

/// <summary>What a group of Feishu reads, and what its answers mean.</summary>
public sealed class FeishuChannelTests : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IHost _host = ComposedApplication.Build([]);
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _host.Dispose();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task A_warning_is_a_card_in_the_language_of_the_group(string language)
    {
        AnswerWith("""{"code":0,"msg":"success"}""");

        Assert.Equal(AttemptOutcome.Sent(200), await SendAsync(WarningSamples.Of(), language));

        GoldenFile.Match($"feishu-warning-{language}.json", Readable(Shown()));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Several_warnings_are_one_card(string language)
    {
        AnswerWith("""{"code":0}""");
        var summary = WarningSummary.Of(SummaryReason.QuietHours, [WarningSamples.Of(TransitionKind.Opened, Severity.Moderate, sequence: 1) with { Id = new string('1', 32) }, WarningSamples.Of()]);

        await SendAsync(null, language, DeliveryKind.Summary, summary);

        GoldenFile.Match($"feishu-summary-{language}.json", Readable(Shown()));
    }

    [Theory]
    [InlineData(TransitionKind.Opened, Severity.Minor, "blue")]
    [InlineData(TransitionKind.Opened, Severity.Moderate, "yellow")]
    [InlineData(TransitionKind.Opened, Severity.Severe, "orange")]
    [InlineData(TransitionKind.Opened, Severity.Extreme, "red")]
    [InlineData(TransitionKind.Resolved, Severity.Extreme, "green")]
    public async Task The_header_has_the_colour_of_the_severity(TransitionKind kind, Severity severity, string color)
    {
        AnswerWith("""{"code":0}""");

        await SendAsync(WarningSamples.Of(kind, severity));

        Assert.Equal(color, Shown().GetProperty("header").GetProperty("template").GetString());
    }

    [Fact]
    public async Task It_is_signed_where_the_bot_has_a_secret_and_bare_where_it_has_none()
    {
        AnswerWith("""{"code":0}""");

        await SendAsync(WarningSamples.Of());
        await SendAsync(WarningSamples.Of(), secret: null);

        var (signed, bare) = (JsonDocument.Parse(_receiver.Received[0].Body).RootElement, JsonDocument.Parse(_receiver.Received[1].Body).RootElement);
        var timestamp = signed.GetProperty("timestamp").GetString()!;
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture), 0, 60);
        Assert.Equal(FeishuSignature.Sign(timestamp, "demo"), signed.GetProperty("sign").GetString());
        Assert.False(bare.TryGetProperty("sign", out _) || bare.TryGetProperty("timestamp", out _));
    }

    [Theory]
    [InlineData("<at user_id=\"all\">所有人</at> 通知")]
    [InlineData("<AT id=all></AT>")]
    [InlineData("< at id=all></ at>")]
    [InlineData("<\u200Bat id=all></at>")]
    [InlineData("**bold** [link](https://evil.example.org) <font color='red'>x</font> \u0000\u202E\uFFFF")]
    public async Task No_title_of_a_feed_calls_anybody_or_is_markup(string title)
    {
        AnswerWith("""{"code":0}""");

        await SendAsync(WarningSamples.OfEntry(title, "https://example.org/<at id=all>") with { RuleTitle = title });

        var texts = Strings(Shown()).ToList();
        Assert.DoesNotContain(texts, text => System.Text.RegularExpressions.Regex.IsMatch(text, @"<[\s/\u200B]*at\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase));
        Assert.DoesNotContain(texts, text => text.Any(char.IsControl));
        Assert.DoesNotContain(Tags(Shown()), tag => tag is "lark_md" or "markdown" or "a" or "at");
        Assert.All(Urls(Shown()), url => Assert.StartsWith("https://warnings.example.org/", url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_it_tells_Feishu_takes_it()
    {
        AnswerWith("""{"code":0}""");
        var pages = string.Concat(Enumerable.Repeat("锂\"🌾\\", 20_000));
        var summary = WarningSummary.Of(SummaryReason.WeeklyDigest, Enumerable.Range(0, 2000).Select(number =>
            WarningSamples.OfEntry(pages) with { Id = number.ToString("x32", null), Episode = number.ToString("x32", null), RuleTitle = pages }));

        await SendAsync(WarningSamples.OfEntry(pages) with { RuleTitle = pages, Reason = pages });
        await SendAsync(null, "zh-Hans", DeliveryKind.Summary, summary);

        Assert.Equal(2, _receiver.Received.Count);
        Assert.All(_receiver.Received, webhook => Assert.InRange(webhook.Body.Length, 1000, FeishuCard.LongestBody));
        Assert.All(_receiver.Received, webhook => Assert.DoesNotContain('\uFFFD', webhook.Text));
    }

    [Theory]
    [InlineData(200, """{"code":0,"msg":"success","data":{}}""", AttemptResult.Sent, AttemptReason.Accepted)]
    [InlineData(200, """{"StatusCode":0,"StatusMessage":"success"}""", AttemptResult.Sent, AttemptReason.Accepted)]
    [InlineData(200, """{"Extra":null,"StatusCode":0,"code":19021}""", AttemptResult.Transient, AttemptReason.Unauthorized)]
    [InlineData(200, """{"code":9499,"msg":"Bad Request"}""", AttemptResult.Permanent, AttemptReason.Rejected)]
    [InlineData(400, """{"code":9499,"msg":"Bad Request"}""", AttemptResult.Permanent, AttemptReason.Rejected)]
    [InlineData(200, """{"code":19001,"msg":"param invalid: incoming webhook access token invalid"}""", AttemptResult.Permanent, AttemptReason.Gone)]
    [InlineData(200, """{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}""", AttemptResult.Transient, AttemptReason.Unauthorized)]
    [InlineData(200, """{"code":19022,"msg":"Ip Not Allowed"}""", AttemptResult.Transient, AttemptReason.Unauthorized)]
    [InlineData(200, """{"code":19024,"msg":"Key Words Not Found"}""", AttemptResult.Permanent, AttemptReason.Rejected)]
    [InlineData(200, """{"code":11232,"msg":"frequency limited psm"}""", AttemptResult.Transient, AttemptReason.Throttled)]
    [InlineData(200, """{"StatusCode":11232}""", AttemptResult.Transient, AttemptReason.Throttled)]
    [InlineData(200, """{"code":123456}""", AttemptResult.Transient, AttemptReason.Rejected)]
    [InlineData(200, "ok", AttemptResult.Transient, AttemptReason.Rejected)]
    [InlineData(200, "", AttemptResult.Transient, AttemptReason.Rejected)]
    [InlineData(200, """{"code":"0"}""", AttemptResult.Transient, AttemptReason.Rejected)]
    [InlineData(200, "[0]", AttemptResult.Transient, AttemptReason.Rejected)]
    [InlineData(302, """{"code":0}""", AttemptResult.Permanent, AttemptReason.Redirected)]
    [InlineData(429, "", AttemptResult.Transient, AttemptReason.Throttled)]
    [InlineData(502, """{"code":0}""", AttemptResult.Transient, AttemptReason.ServerError)]
    public void Errors_come_with_status_200(int status, string body, AttemptResult result, AttemptReason reason)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status);

        var outcome = FeishuAnswer.Judge(answer, body, DateTimeOffset.UtcNow);

        Assert.Equal((result, reason, status, reason == AttemptReason.Gone), (outcome.Result, outcome.Reason, outcome.Status, outcome.DisableChannel));
        Assert.Equal(body.Contains("11232", StringComparison.Ordinal), outcome.RetryAfter >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        AnswerWith(new string(' ', 1_000_000));

        Assert.Equal(AttemptOutcome.Transient(AttemptReason.AnswerTooLarge, 200), await SendAsync(WarningSamples.Of()));
    }

    [Theory]
    [InlineData("https://open.feishu.cn.example.org/open-apis/bot/v2/hook/x")]
    [InlineData("https://hooks.example.org/open-apis/bot/v2/hook/x")]
    public async Task Nothing_is_sent_anywhere_but_to_Feishu(string url)
    {
        using var strict = ComposedApplication.Build([("Notifier:AllowPrivateTargets", "false")]);

        var outcome = await strict.Channel(ChannelType.Feishu).SendAsync(ComposedApplication.Message(new Channel(ChannelType.Feishu, url), WarningSamples.Of()), CancellationToken.None);

        Assert.Equal(AttemptOutcome.Permanent(AttemptReason.NotConfigured), outcome);
    }

    private void AnswerWith(string body) => _receiver.Answer = (context, _) => context.Response.WriteAsync(body);

    private Task<AttemptOutcome> SendAsync(Warning? warning, string language = "en", DeliveryKind kind = DeliveryKind.Warning, WarningSummary? summary = null, string? secret = "demo") =>
        _host.Channel(ChannelType.Feishu).SendAsync(
            ComposedApplication.Message(new Channel(ChannelType.Feishu, _receiver.Url, secret), warning, kind, language) with { Summary = summary }, CancellationToken.None);

    private JsonElement Shown() => JsonDocument.Parse(_receiver.Received[^1].Body).RootElement.GetProperty("card");

    /// <summary>Indented, and without what differs from run to run: tokens.</summary>
    private static string Readable(JsonElement card)
    {
        return System.Text.RegularExpressions.Regex.Replace(JsonSerializer.Serialize(card, Indented), "token=[A-Za-z0-9_-]+", "token=…");
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static IEnumerable<string> Tags(JsonElement element) => Members(element, "tag");

    private static IEnumerable<string> Urls(JsonElement element) => Members(element, "url");

    private static IEnumerable<string> Members(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == name ? [member.Value.GetString()!] : Members(member.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(one => Members(one, name)),
        _ => [],
    };
}
