using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail;

namespace Notifier.Tests.Deliveries;

public sealed partial class MailTests
{
    public static TheoryData<TransitionKind, string> KindsAndLanguages
    {
        get
        {
            var data = new TheoryData<TransitionKind, string>();
            foreach (var kind in Enum.GetValues<TransitionKind>())
            {
                data.Add(kind, "en");
                data.Add(kind, "zh-Hans");
            }

            return data;
        }
    }

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
        string[] ours = ["html", "head", "meta", "title", "body", "div", "p", "h1", "table", "caption", "tr", "th", "td", "ol", "li", "ul", "hr", "br", "a", "tbody"];
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

    private static async Task<WrittenMail> WriteAsync(Warning? warning, string language)
    {
        using var host = ComposedApplication.Build([], services =>
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2021, 1, 29, 9, 0, 0, TimeSpan.Zero)))));
        var kind = warning is null ? DeliveryKind.Confirmation : DeliveryKind.Warning;
        var message = ComposedApplication.Message(new Channel(ChannelType.Email, "reader@example.org"), warning, kind, language);
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

    [GeneratedRegex("<(meta|br|hr)((?:[^>\"]|\"[^\"]*\")*?)/?>")]
    private static partial Regex Void();
}
