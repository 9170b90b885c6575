using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifier.Core.Tests;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Mail.Charts;

namespace Notifier.Tests.Deliveries;

/// <summary>What holds for the HTML of every mail: readable for everybody, in light and dark, without anything from elsewhere.</summary>
public sealed partial class MailLookTests : IDisposable
{
    private readonly IHost _host = ComposedApplication.Build([], services => services.Replace(ServiceDescriptor.Singleton<ChartSource>((warning, _) => Task.FromResult(warning.Entry is null ? MailSamples.Chart : null))));

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Every_mail_is_accessible(string language)
    {
        foreach (var message in MailSamples.Kinds(language))
        {
            var page = await PageAsync(message);

            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.NotEmpty(page.Title!);
            Assert.NotNull(page.QuerySelector("meta[name='color-scheme'][content='light dark']"));
            Assert.NotNull(page.QuerySelector("meta[name='viewport']"));
            Assert.All(page.QuerySelectorAll("img"), picture => Assert.NotEmpty(picture.GetAttribute("alt")!));
            // A table either says that it is for the eye only, or its rows have names.
            Assert.All(page.QuerySelectorAll("table"), table => Assert.True(table.GetAttribute("role") == "presentation" || table.QuerySelector("th[scope]") is not null));
            Assert.All(page.QuerySelectorAll("a"), link => Assert.NotEmpty(link.TextContent.Trim()));
        }
    }

    [Fact]
    public async Task Nothing_comes_from_elsewhere_and_nothing_is_wider_than_a_phone()
    {
        foreach (var message in MailSamples.Kinds("en"))
        {
            var page = await PageAsync(message);

            Assert.Empty(page.QuerySelectorAll("style, link, script, iframe, form, object, embed, [background]"));
            Assert.DoesNotContain(Styles(page), style => style.Contains("url(", StringComparison.OrdinalIgnoreCase));
            Assert.All(page.QuerySelectorAll("img"), picture => Assert.StartsWith("cid:", picture.GetAttribute("src"), StringComparison.Ordinal));
            Assert.DoesNotMatch("(?<!-)width:(?!100%)[4-9]\\d\\dpx", string.Concat(Styles(page).Select(style => style.Replace("max-width", "max", StringComparison.Ordinal))));
        }
    }

    /// <summary>WCAG 2.2, 1.4.3: text 4.5 : 1. Where a mail sets no ground, it must set no letters either: they are the reader's.</summary>
    [Fact]
    public async Task Letters_stand_out_from_their_ground()
    {
        foreach (var message in MailSamples.Kinds("en"))
        {
            foreach (var style in Styles(await PageAsync(message)))
            {
                var (ground, letters) = (Ground().Match(style), Letters().Match(style));
                Assert.Equal(ground.Success, letters.Success);
                if (ground.Success)
                    Assert.True(Contrast(ground.Groups[1].Value, letters.Groups[1].Value) >= 4.5, style);
            }
        }

        Assert.All(Enum.GetValues<Severity>().Select(severity => (Severity?)severity).Append(null), severity => Assert.True(Contrast(MailColors.Badge(severity).Ground, MailColors.Badge(severity).Letters) >= 4.5));
    }

    /// <summary>WCAG 2.2, 1.4.11: what is to be seen of a picture 3 : 1, here on the white of a light and the black of a dark mail reader. The yellow of the scale alone stays below on white; its words stand beside it.</summary>
    [Fact]
    public void Lines_of_the_chart_stand_out_in_light_and_dark()
    {
        string[] colors = [MailColors.Line, MailColors.Stroke(Severity.Minor), MailColors.Stroke(Severity.Extreme)];

        Assert.All(colors, color => Assert.True(Contrast(color, "#ffffff") >= 3 && Contrast(color, "#121212") >= 3, color));
        Assert.All(Enum.GetValues<Severity>(), severity => Assert.True(Contrast(MailColors.Stroke(severity), "#ffffff") >= 2.5 && Contrast(MailColors.Stroke(severity), "#121212") >= 3));
    }

    [Theory]
    [InlineData("html-markdown-injection.json")]
    [InlineData("xss")]
    public async Task What_strangers_inject_stays_text(string corpus)
    {
        var texts = Corpus(corpus);
        Assert.True(texts.Count > 20);

        // Many in one mail, as the steps of one warning: each must come out as it went in.
        foreach (var part in texts.Chunk(150))
        {
            var hostile = WarningSamples.OfEntry(part[0], part[0]) with
            {
                RuleTitle = part[0], Reason = part[0], Unit = part[0],
                Transitions = [.. part.Select((text, index) => new Core.Episodes.Transition(index + 1, Core.Episodes.TransitionKind.Opened, Severity.Minor, Core.Observations.Period.Parse("2021-01-29"), 1, text))],
            };
            var page = await PageAsync(MailSamples.Message(hostile, 1, "en"));

            Assert.Empty(page.QuerySelectorAll("script, svg, math, iframe, img, form, input, style, link, object, embed, video, audio, details, marquee, base, template, textarea"));
            Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            Assert.All(page.QuerySelectorAll("a"), link => Assert.Matches("^https?://", link.GetAttribute("href")!));
            Assert.Equal(part.Length, page.QuerySelectorAll("ol > li").Length);
        }
    }

    private async Task<IDocument> PageAsync(ChannelMessage message) =>
        new HtmlParser().ParseDocument((await _host.Services.GetRequiredService<MailWriter>().WriteAsync(message, CancellationToken.None)).Html);

    private static IEnumerable<string> Styles(IDocument page) => page.All.Select(element => element.GetAttribute("style")).OfType<string>();

    private static List<string> Corpus(string name)
    {
        if (name != "xss")
            return [.. Texts(JsonSerializer.Deserialize<JsonElement>(SharedData.Read($"security/strings/{name}")))];
        return [.. Directory.EnumerateFiles(SharedData.PathOf("security/strings/xss")).SelectMany(File.ReadLines).Where(line => line.Length > 0)];
    }

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Luminance(one), Luminance(other));
        return (Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05);
    }

    private static double Luminance(string color)
    {
        var parts = Enumerable.Range(0, 3).Select(index => int.Parse(color.AsSpan(1 + (index * 2), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("background-color:(#[0-9a-f]{6})")]
    private static partial Regex Ground();

    [GeneratedRegex("(?<![-a-z])color:(#[0-9a-f]{6})")]
    private static partial Regex Letters();
}
