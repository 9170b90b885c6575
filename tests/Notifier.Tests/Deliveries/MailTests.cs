using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Mail.Charts;
using Notifier.Subscriptions;

namespace Notifier.Tests.Deliveries;

public sealed partial class MailTests
{
    public static TheoryData<TransitionKind, string> KindsAndLanguages => Languages(Enum.GetValues<TransitionKind>());

    [Theory]
    [MemberData(nameof(KindsAndLanguages))]
    public async Task Each_kind_and_language_has_its_mail(TransitionKind kind, string language) =>
        MatchGolden($"{kind.Word()}-{language}", await WriteAsync(WarningSamples.Of(kind, Severity.Severe, Severity.Extreme), language));

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task An_entry_is_linked_and_named(string language) =>
        MatchGolden($"entry-{language}", await WriteAsync(WarningSamples.OfEntry("锂离子电池行业规范条件（2024 年本）"), language));

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task The_confirmation_says_what_was_asked_for(string language) =>
        MatchGolden($"confirmation-{language}", await WriteAsync(null, language));

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task The_chart_stands_among_its_words(string language)
    {
        var mail = await WriteAsync(MailSamples.Message(WarningSamples.Of(), 1, language), MailSamples.Chart);

        MatchGolden($"chart-{language}", mail);
        Assert.Equal("chart", mail.Picture!.ContentId);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task The_test_says_that_nothing_happened(string language) =>
        MatchGolden($"test-{language}", await WriteAsync(MailSamples.Message(null, 4, language, DeliveryKind.Test)));

    [Theory]
    [MemberData(nameof(SummariesAndLanguages))]
    public async Task A_summary_has_a_line_for_each_episode_the_worst_first(SummaryReason reason, string language) =>
        MatchGolden($"summary-{reason.ToString().ToLowerInvariant()}-{language}", await WriteAsync(MailSamples.Summary(reason, language)));

    public static TheoryData<SummaryReason, string> SummariesAndLanguages => Languages(Enum.GetValues<SummaryReason>());

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task A_notice_goes_to_who_answers_for_the_channel_and_shows_no_secret(string language)
    {
        var mail = await WriteAsync(MailSamples.Notice(DisabledReason.Failing, language));

        MatchGolden($"notice-{language}", mail);
        Assert.Equal("owner@example.org", mail.To);
        Assert.DoesNotContain("secret", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.Equal("operator@example.org", (await WriteAsync(MailSamples.Notice(DisabledReason.Gone, language) with { To = "operator@example.org" })).To);
    }

    [Fact]
    public async Task A_night_that_came_and_went_is_one_line_by_the_readers_clock()
    {
        var mail = await WriteAsync(MailSamples.Summary(SummaryReason.QuietHours, "en"));

        // 18:10 UTC is ten past two in Shanghai, on the day of the mail.
        Assert.Contains("\nfired as severe 02:10, extreme 03:00, over 05:30\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("fired as minor 2021-01-20, moderate 2021-01-29", mail.Text, StringComparison.Ordinal);
        Assert.True(mail.Text.IndexOf("extreme (red)", StringComparison.Ordinal) < mail.Text.IndexOf("moderate (yellow)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_very_many_episodes_the_worst_are_told_and_the_rest_is_counted()
    {
        var many = Enumerable.Range(0, 130).Select(number => WarningSamples.Of(severity: number == 7 ? Severity.Extreme : Severity.Minor) with { Id = number.ToString("x32", null), Episode = number.ToString("x32", null), RuleTitle = $"Rule {number}" });

        var mail = await WriteAsync(MailSamples.Summary(SummaryReason.WeeklyDigest, "en") with { Summary = WarningSummary.Of(SummaryReason.WeeklyDigest, many) });

        Assert.StartsWith("Weekly digest: 130 warnings, at worst extreme (red): Rule 7", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("And 30 more, less severe.", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_transitions_are_listed()
    {
        var warning = WarningSamples.Of(TransitionKind.Escalated, Severity.Severe) with
        {
            Transitions =
            [
                new(1, TransitionKind.Opened, Severity.Moderate, Period.Parse("2021-01-08"), 51000, "×1.52 of the 365-day low 33,500 CNY/t (2020-07-03), limit ×1.5", ReasonZh: "为365天最低价33,500 CNY/t（2020-07-03）的1.52倍，阈值1.5倍"),
                new(2, TransitionKind.Escalated, Severity.Severe, Period.Parse("2021-01-29"), 68000.5, "×2.03 of the 365-day low 33,500 CNY/t (2020-07-03), limit ×2"),
            ],
        };

        MatchGolden("several-en", await WriteAsync(warning, "en"));
        // The second step was recorded before there were reasons in Chinese.
        MatchGolden("several-zh-Hans", await WriteAsync(warning, "zh-Hans"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "javascript:alert(1)")]
    [InlineData("\"><img src=x onerror=alert(1)>", "https://example.org/\"onmouseover=\"alert(1)")]
    [InlineData("{{7*7}} ${7*7} @(7*7) <%= 7 %>", "data:text/html,<b>x</b>")]
    [InlineData("a\r\nBcc: victim@example.org\r\n\r\n<html>", "not a url")]
    [InlineData("<script>alert(1)</script>\r\nBcc: victim@example.org", "javascript:alert(1)", "zh-Hans")]
    [InlineData("=?utf-8?b?eA0KQmNjOiB2?= \u202egnp.exe \u2028x", null)]
    public async Task A_strangers_text_stays_text(string title, string? link, string language = "en")
    {
        var hostile = WarningSamples.OfEntry(title, link) with { RuleTitle = title, Reason = title, ReasonZh = title, Unit = title };

        var mail = await WriteAsync(hostile, language);

        var page = Parse(mail.Html);
        string[] ours = ["span", "html", "head", "meta", "title", "body", "div", "p", "h1", "table", "caption", "tr", "th", "td", "ol", "li", "ul", "hr", "br", "a", "tbody"];
        Assert.Empty(page.Descendants().Select(element => element.Name.LocalName).Except(ours));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants("a").Attributes("href"), href => Assert.StartsWith("http", href.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(mail.Subject, character => char.IsControl(character) || character is '\u2028' or '\u202e');
        Assert.DoesNotContain("=?", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("\nBcc:", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("49 ", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_title_is_cut()
    {
        var mail = await WriteAsync(WarningSamples.OfEntry(new string('长', 5000)) with { RuleTitle = new string('x', 5000) }, "en");

        Assert.True(mail.Subject.Length <= 301);
        Assert.True(mail.Html.Length < 20_000);
    }

    [Fact]
    public async Task Leaving_is_one_click()
    {
        var mail = await WriteAsync(WarningSamples.Of(), "en");

        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Matches("^<https://warnings\\.example\\.org/subscriptions/unsubscribe\\?token=[A-Za-z0-9_-]{56}>$", mail.Headers["List-Unsubscribe"]);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  a\tb\u0000c  ", "a b c")]
    [InlineData("🌾 wheat", "🌾 wheat")]
    public void A_line_keeps_what_can_be_read(string text, string expected) => Assert.Equal(expected, MailLine.Flatten(text, 300));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("a\ufffdb", MailLine.Flatten("a" + (char)0xd83c + "b", 300));

    private static TheoryData<T, string> Languages<T>(IEnumerable<T> kinds)
    {
        var data = new TheoryData<T, string>();
        foreach (var kind in kinds)
        {
            data.Add(kind, "en");
            data.Add(kind, "zh-Hans");
        }

        return data;
    }

    private static Task<WrittenMail> WriteAsync(Warning? warning, string language)
    {
        var kind = warning is null ? DeliveryKind.Confirmation : DeliveryKind.Warning;
        return WriteAsync(ComposedApplication.Message(new Channel(ChannelType.Email, "reader@example.org"), warning, kind, language));
    }

    private static async Task<WrittenMail> WriteAsync(ChannelMessage message, SeriesChart? chart = null)
    {
        using var host = ComposedApplication.Build([], services => services
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2021, 1, 29, 9, 0, 0, TimeSpan.Zero))))
            .Replace(ServiceDescriptor.Singleton<ChartSource>((_, _) => Task.FromResult(chart))));
        return await host.Services.GetRequiredService<MailWriter>().WriteAsync(message, CancellationToken.None);
    }

    private static void MatchGolden(string name, WrittenMail mail)
    {
        Parse(mail.Html);
        GoldenFile.Match($"mail-{name}.txt", $"Subject: {mail.Subject}\n{string.Concat(mail.Headers.Select(header => $"{header.Key}: {header.Value}\n"))}\n{mail.Text}");
        GoldenFile.Match($"mail-{name}.html", mail.Html);
    }

    /// <summary>As XML, which is stricter than any mail reader: every element closed, every text escaped.</summary>
    private static XDocument Parse(string html) =>
        XDocument.Parse(Void().Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<$1$2/>"));

    [GeneratedRegex("<(meta|br|hr|img)((?:[^>\"]|\"[^\"]*\")*?)/?>")]
    private static partial Regex Void();
}
