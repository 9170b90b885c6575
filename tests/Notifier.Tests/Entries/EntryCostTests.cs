using System.Diagnostics;
using Notifier.Core.Entries;
using Notifier.Storage;
using Notifier.Tests.Episodes;
using Notifier.Tests.Storage;
using static Notifier.Tests.Entries.EntryApplication;

namespace Notifier.Tests.Entries;

/// <summary>What a large post costs in storage transactions, which is also most of its time.</summary>
public sealed class EntryCostTests(AzuriteFixture azurite)
{
    private const int Many = 500;

    [Theory]
    [InlineData("""{ "id": "all", "on": "entry", "match": {}, "severity": "minor" }""", 6)]
    [InlineData("""{ "id": "none", "on": "entry", "match": { "words": ["copper"] }, "severity": "minor" }""", 5)]
    public async Task Five_hundred_entries_cost_a_few_transactions_each(string rule, int each)
    {
        await using var app = await StartAsync(azurite, rule);
        await app.PostAsync(Entry("0", "first"));
        var many = Enumerable.Range(1, Many).Select(number => Entry($"e{number}", $"第{number}号锂电池行业公告之内容摘要") with { Link = $"https://example.org/{number}", Content = $"碳酸锂价格{number}万元/吨。" }).ToList();
        app.Meter.Reset();
        var watch = Stopwatch.StartNew();

        await app.PostAsync(many);

        var (took, counts) = (watch.Elapsed, app.Meter.Counts);
        TestContext.Current.TestOutputHelper?.WriteLine($"{took.TotalSeconds:F1} s, {app.Meter.Total} transactions: {string.Join(", ", counts.Select(one => $"{one.Key.Name} {one.Key.Operation} {one.Value}"))}");
        Assert.Equal(each == 6 ? Many + 1 : 0, (await app.ToldAsync()).Count);
        Assert.InRange(counts.Sum(count => count.Value), 1, (each * Many) + 250);
    }
}
