using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Notifier.Core.Entries.Quantities;
using Notifier.Core.Entries.Topics;

namespace Notifier.Core.Tests.Entries.Topics;

/// <summary>Texts on the policy forum of 2022, written for these tests in different words, one of them as a machine translates: each statement is found, and nothing that they do not say.</summary>
public sealed class SeedTextTests
{
    private static readonly string[] Stated =
    [
        "auto_chips", "battery_recycling", "battery_technology", "capacity_investment_control", "data_security", "foreign_investment",
        "merger_reorganization", "power_battery", "price_stabilization", "resource_security", "risk_early_warning", "smart_city_icv",
    ];

    public static TheoryData<string> Articles => ["zh", "zh-brief", "zh-Hant", "en", "en-brief", "en-translated"];

    [Theory]
    [MemberData(nameof(Articles))]
    public void It_raises_the_twelve_topics_each_with_its_sentence(string language)
    {
        var (title, text) = Article(language);

        var hits = TopicClassifier.Default.Classify(title, text);

        Assert.Equal(Stated, hits.Select(hit => hit.Topic).Order(StringComparer.Ordinal));
        Assert.All(hits.SelectMany(hit => hit.Terms), term => Assert.Contains(term.Sentence, term.InTitle ? title : text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh", 11, 10)]
    [InlineData("zh-brief", 11, 10)]
    [InlineData("zh-Hant", 11, 10)]
    [InlineData("en", 10, 11)]
    [InlineData("en-brief", 10, 11)]
    [InlineData("en-translated", 10, 11)]
    public void Lithium_carbonate_is_told_with_both_readings(string language, double value, double alt)
    {
        var factor = Assert.Single(QuantityReader.Read(Article(language).Text), quantity => quantity is { Type: QuantityType.Factor, Subject: "lithium_carbonate" });

        Assert.Equal((value, alt, true), (factor.Value, factor.Alt, factor.Ambiguous));
    }

    [Theory]
    [MemberData(nameof(Articles))]
    public void Literal_escapes_change_nothing(string language)
    {
        var (title, text) = Article(language);

        var hits = TopicClassifier.Default.Classify(Escaped(title), Escaped(text));

        Assert.Equal(Stated, hits.Select(hit => hit.Topic).Order(StringComparer.Ordinal));
    }

    private static (string Title, string Text) Article(string language, [CallerFilePath] string test = "")
    {
        var whole = File.ReadAllText(Path.Combine(Path.GetDirectoryName(test)!, $"forum-2022.{language}.txt"));
        var end = whole.IndexOf('\n', StringComparison.Ordinal);
        return (whole[..end], whole[(end + 1)..].Trim());
    }

    private static string Escaped(string text) =>
        text.Aggregate(new StringBuilder(), (escaped, character) => char.IsAscii(character) ? escaped.Append(character) : escaped.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture))).ToString();
}
