using CsCheck;
using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Deliveries;

public sealed class RelatedWarningsTests
{
    [Fact]
    public void Series_of_one_rule_and_rules_of_one_commodity_belong_together()
    {
        var groups = RelatedWarnings.Groups(
        [
            WarningSamples.Of(rule: "surge", series: "lithium"),
            WarningSamples.Of(rule: "other", series: "wheat"),
            WarningSamples.Of(rule: "surge", series: "cobalt"),
            WarningSamples.Of(rule: "high", series: "cobalt"),
            WarningSamples.Of(rule: "third", series: "wheat-us") with { Tags = ["food", "commodity:wheat"] },
            WarningSamples.Of(rule: "fourth", series: "wheat-eu") with { Tags = ["commodity:wheat"] },
            WarningSamples.Of(rule: "fifth", series: "rice") with { Tags = ["food"] },
        ]);

        Assert.Equal(["0,2,3", "1", "4,5", "6"], groups.Select(group => string.Join(',', group)));
    }

    [Fact]
    public void Entries_of_one_source_belong_together_only_where_they_are_one_entry()
    {
        var one = WarningSamples.OfEntry("one") with { Rule = "a" };
        var other = one with { Rule = "b", Entry = one.Entry! with { Id = "miit-2" } };

        Assert.Equal(2, RelatedWarnings.Groups([one, other]).Count);
        Assert.Single(RelatedWarnings.Groups([one, one with { Rule = "b" }]));
    }

    /// <summary>Against reachability, computed the slow way.</summary>
    [Fact]
    public void Groups_are_connected_components() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], (rule, series) => WarningSamples.Of(rule: $"rule-{rule}", series: $"series-{series}")).List[0, 12].Sample(warnings =>
        {
            var groups = RelatedWarnings.Groups(warnings);

            Assert.Equal(Enumerable.Range(0, warnings.Count), groups.SelectMany(group => group).Order());
            foreach (var group in groups)
                Assert.Equal(group, Reachable(warnings, group[0]));
        });

    private static IEnumerable<int> Reachable(List<Warning> warnings, int from)
    {
        var reached = new SortedSet<int> { from };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(Enumerable.Range(0, warnings.Count).Where(index => reached.Any(other => Touch(warnings[index], warnings[other]))).ToList());
        }

        return reached;
    }

    private static bool Touch(Warning one, Warning other) => one.Rule == other.Rule || one.Series == other.Series;
}
