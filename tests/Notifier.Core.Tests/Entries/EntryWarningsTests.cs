using System.Text;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Entries;

/// <summary>What is told of an entry: one warning a matching rule, always under the same id.</summary>
public sealed class EntryWarningsTests
{
    private static readonly Entry Notice = new("miit", "n1", "关于锂电池的通知", "https://www.miit.gov.cn/n1", "", "", Period.Parse("2024-07-15T02:00:00Z"), null, [], []);

    private static readonly IReadOnlyList<Rule> Rules = Parse("""
        [
          { "id": "batteries", "title": "Batteries", "on": "entry", "match": { "words": ["锂电池"] }, "severity": "severe", "tags": ["policy"] },
          { "id": "steel", "on": "entry", "match": { "words": ["钢铁"] }, "severity": "minor" },
          { "id": "price", "series": "*", "above": 1 },
          { "id": "all", "on": "entry", "match": {}, "severity": "minor" }
        ]
        """);

    [Fact]
    public void Each_matching_rule_tells_once_and_cites_the_entry()
    {
        var warnings = EntryWarnings.Of(Rules, Notice).ToList();

        Assert.Equal(["batteries Severe “关于锂电池的通知” names 锂电池", "all Minor “关于锂电池的通知”"], warnings.Select(warning => $"{warning.Rule} {warning.Severity} {warning.Reason}"));
        Assert.Equal(["“关于锂电池的通知”提及锂电池", "“关于锂电池的通知”"], warnings.Select(warning => warning.ReasonZh));
        Assert.Equal(new WarningEntry("n1", "miit", Notice.Title, Notice.Link, Notice.Published), warnings[0].Entry);
        Assert.Equal(["n1"], warnings[0].Inputs.Entries);
        Assert.Equal(["policy"], warnings[0].Tags);
        Assert.Equal(2, warnings.Select(warning => warning.Id).Distinct().Count());
    }

    [Fact]
    public void The_same_entry_of_the_same_rule_is_the_same_warning_and_another_sources_is_not()
    {
        Assert.Equal(Ids(Notice), Ids(Notice with { Title = "锂电池（更正）", Content = "x" }));
        Assert.Empty(Ids(Notice).Intersect(Ids(Notice with { Source = "ndrc" })));
        Assert.Empty(Ids(Notice).Intersect(Ids(Notice with { Id = "n2" })));
    }

    [Theory]
    [InlineData("", "about lithium", "“about lithium”")]
    [InlineData("", "", "“n1”")]
    public void An_entry_without_a_title_is_told_by_what_it_has(string title, string summary, string reason) =>
        Assert.Equal(reason, EntryWarnings.Of(Rules, Notice with { Title = title, Summary = summary }).Single(warning => warning.Rule == "all").Reason);

    [Fact]
    public void A_long_title_is_cut_between_characters()
    {
        var reason = EntryWarnings.Of(Rules, Notice with { Title = new string('a', 119) + "🔋" + new string('b', 500) }).Single().Reason;

        Assert.Equal($"“{new string('a', 119)}…”", reason);
    }

    private static List<string> Ids(Entry entry) => [.. EntryWarnings.Of(Rules, entry).Select(warning => warning.Id)];

    private static IReadOnlyList<Rule> Parse(string text)
    {
        var document = RuleDocument.Parse(Encoding.UTF8.GetBytes(text));
        Assert.False(document.HasErrors, string.Join(' ', document.Findings));
        return document.Rules;
    }
}
