using System.Text;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Episodes;

namespace Notifier.Tests.Episodes;

/// <summary>Which entries are fetched for the rules that count: enough for every moment that is evaluated, and none without such a rule.</summary>
public sealed class CountedEntriesTests
{
    private static readonly Series Lithium = new("lithium");

    private readonly List<string> _asked = [];

    [Fact]
    public async Task Without_a_rule_that_counts_nothing_is_read()
    {
        await AskAsync(Known([Price]), [Price, Count("copper", "14d")], [At("2024-03-01")]);

        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_new_observation_needs_the_window_before_the_newest_known_one()
    {
        var rule = Count("lithium", "14d");

        await AskAsync(Known([rule]), [rule], [At("2024-02-15")]);
        await AskAsync(Known([rule]), [rule], [At("2024-01-05"), At("2024-02-15")], "2024-02-16T00:05:00Z");

        Assert.Equal(["2024-01-15 2024-02-17", "2024-01-15 2024-02-18T00:05:00Z"], _asked);
    }

    [Fact]
    public async Task A_new_rule_a_changed_one_and_a_revision_need_the_whole_window()
    {
        var rule = Count("lithium", "14d");

        await AskAsync(Known([]), [rule], []);
        await AskAsync(Known([rule]), [Count("lithium", "30d")], []);
        await AskAsync(Known([rule]), [rule], [new Observation(Period.Parse("2024-01-05"), 7)]);

        Assert.Equal(["2023-12-16 2024-02-02", "2023-11-30 2024-02-02", "2023-12-16 2024-02-02"], _asked);
    }

    [Fact]
    public async Task A_count_without_an_end_reads_from_the_beginning()
    {
        var rule = Count("lithium", "30000d");

        await AskAsync(SeriesState.New(Lithium), [rule], [At("2024-02-15")]);

        Assert.Equal(["1970-01-01 2024-02-17"], _asked);
    }

    private static Rule Price { get; } = Parse("""{ "id": "price", "title": "Price", "series": ["*"], "ladder": [ { "severity": "minor", "when": "value >= 1" } ] }""");

    private async Task AskAsync(SeriesState state, IReadOnlyList<Rule> rules, Observation[] observations, string? tick = null)
    {
        var entries = new CountedEntries((from, to, _) =>
        {
            _asked.Add($"{from} {to}");
            return Task.FromResult(EntryLog.Empty);
        }, (_, _) => Task.FromResult(TimeZoneInfo.Utc));
        await entries.LogAsync("gfex", state, rules, observations, tick is null ? null : Period.Parse(tick), CancellationToken.None);
    }

    private static SeriesState Known(IReadOnlyList<Rule> rules)
    {
        var history = Enumerable.Range(0, 31).Select(day => new Observation(Period.Parse("2024-01-01").Add(TimeSpan.FromDays(day)), 2)).ToList();
        return SeriesCommit.Advance(SeriesState.New(Lithium), rules, history, EntryLog.Empty).State;
    }

    private static Observation At(string period) => new(Period.Parse(period), 2);

    private static Rule Count(string series, string window) => Parse(
        $$"""{ "id": "notices", "title": "Notices", "series": ["{{series}}"], "ladder": [ { "severity": "minor", "when": "count('lithium', {{window}}) >= 1" } ] }""");

    private static Rule Parse(string json)
    {
        var document = RuleDocument.Parse(Encoding.UTF8.GetBytes(json));
        Assert.False(document.HasErrors, string.Join(' ', document.Findings));
        return document.Rules.Single();
    }
}
