using Notifier.Core.Episodes;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;

namespace Notifier.Core.Tests.Warnings.Mutes;

public sealed class MuteMatchTests
{
    private static readonly MuteMatch Everything = new([], [], [], []);
    private static readonly Warning Severe = WarningSamples.Of() with { Topics = ["battery"], Tags = ["commodity:lithium", "battery"] };

    [Theory]
    [InlineData("", "", "", "", true)]
    [InlineData("lithium-carbonate-surge other", "", "", "", true)]
    [InlineData("other", "", "", "", false)]
    [InlineData("", "lithium-carbonate-cn", "battery", "commodity:lithium", true)]
    [InlineData("", "lithium-carbonate-cn", "mining", "", false)]
    [InlineData("", "", "", "commodity:copper", false)]
    public void Empty_lists_match_everything_and_filled_ones_need_one_hit_each(string rules, string series, string topics, string tags, bool matches) =>
        Assert.Equal(matches, new MuteMatch(List(rules), List(series), List(topics), List(tags)).Matches(MuteSubject.Of(Severe)));

    [Theory]
    [InlineData(null, "severe", true)]
    [InlineData(null, "moderate", false)]
    [InlineData("extreme", null, false)]
    [InlineData("severe", "severe", true)]
    public void Severities_are_bounds_on_both_sides(string? least, string? most, bool matches) =>
        Assert.Equal(matches, (Everything with { MinSeverity = Parse(least), MaxSeverity = Parse(most) }).Matches(MuteSubject.Of(Severe)));

    [Fact]
    public void What_jumped_up_and_down_in_one_message_and_the_end_of_what_was_worse_count_as_their_worst()
    {
        var jumped = Severe with { Transitions = [Severe.Transitions[0] with { Severity = Severity.Extreme }, Severe.Transitions[0]] };
        var ended = Severe with { Kind = TransitionKind.Resolved, Peak = Severity.Extreme };
        var eased = Severe with { Kind = TransitionKind.Eased, Peak = Severity.Extreme };

        Assert.Equal([Severity.Extreme, Severity.Extreme, Severity.Severe], new[] { jumped, ended, eased }.Select(warning => MuteSubject.Of(warning).Severity));
    }

    [Theory]
    [InlineData("series", true)]
    [InlineData("rule", false)]
    [InlineData("tag:commodity", true)]
    [InlineData("tag:region", false)]
    [InlineData("series tag:commodity", true)]
    [InlineData("series rule", false)]
    public void An_inhibition_needs_all_that_it_calls_equal(string equal, bool mutes)
    {
        var source = MuteSubject.Of(Severe) with { Episode = "another", Rule = "another", Tags = ["commodity:lithium", "other"] };
        var inhibition = new Inhibition("i", Everything with { Rules = ["another"] }, Everything with { Rules = [Severe.Rule] }, List(equal), "a", "c");

        Assert.Equal(mutes, inhibition.Mutes(source, MuteSubject.Of(Severe)));
    }

    [Fact]
    public void Nothing_is_muted_by_its_own_episode_nor_by_what_it_could_mute_itself()
    {
        var inhibition = new Inhibition("i", Everything, Everything with { MaxSeverity = Severity.Severe }, [], "a", "c");
        var subject = MuteSubject.Of(Severe);

        Assert.False(inhibition.Mutes(subject with { Severity = Severity.Extreme }, subject));
        Assert.False(inhibition.Mutes(subject with { Episode = "another" }, subject));
        Assert.True(inhibition.Mutes(subject with { Episode = "another", Severity = Severity.Extreme }, subject));
    }

    private static string[] List(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Severity? Parse(string? word) => SeverityText.TryParse(word, out var severity) ? severity : null;
}
