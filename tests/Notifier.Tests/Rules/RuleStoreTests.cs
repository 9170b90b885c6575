using System.Text;
using Notifier.Core.Rules;
using Notifier.Storage;
using Notifier.Tests.Episodes;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Rules;

public sealed class RuleStoreTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_rule_comes_back_as_it_was_written_with_the_ETag_it_was_stored_under()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        var rule = Parse("high", 100);

        var etag = await app.Rules.PutAsync(rule, null, None);

        var stored = Assert.Single((await app.Rules.ReadAsync(None)).Rules);
        Assert.Equal((rule.Json, rule.Version, etag), (stored.Rule.Json, stored.Rule.Version, stored.ETag));
    }

    [Fact]
    public async Task Only_the_ETag_that_holds_replaces_or_deletes()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        var first = await app.Rules.PutAsync(Parse("high", 100), null, None);

        Assert.Null(await app.Rules.PutAsync(Parse("high", 110), null, None));
        Assert.Null(await app.Rules.PutAsync(Parse("other", 110), first, None));
        var second = await app.Rules.PutAsync(Parse("high", 120), first, None);
        Assert.NotNull(second);
        Assert.Null(await app.Rules.PutAsync(Parse("high", 130), first, None));
        Assert.False(await app.Rules.DeleteAsync("high", first!, None));
        Assert.False(await app.Rules.DeleteAsync("other", "*", None));
        Assert.NotNull(await app.Rules.PutAsync(Parse("high", 140), "*", None));
        Assert.True(await app.Rules.DeleteAsync("high", "*", None));
        Assert.Equal((4, 0), ((await app.Rules.ReadAsync(None)).Number, (await app.Rules.ReadAsync(None)).Rules.Count));
    }

    [Fact]
    public async Task Reading_again_costs_one_read_until_something_changes_anywhere()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await using var other = await StateApplication.StartAsync(azurite, app.Prefix);
        await app.SaveAsync(Json("high", 100));
        await app.Rules.ReadAsync(None);
        app.Meter.Reset();

        await app.Rules.ReadAsync(None);
        Assert.Equal(1, app.Meter.Total);
        await other.SaveAsync(Json("higher", 200));

        Assert.Equal(["high", "higher"], (await app.Rules.ReadAsync(None)).Rules.Select(stored => stored.Rule.Id));
    }

    [Fact]
    public async Task Many_saves_at_once_all_land_and_each_raises_the_number()
    {
        await using var app = await StateApplication.StartAsync(azurite);

        var etags = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => app.Rules.PutAsync(Parse($"rule-{number}", number + 1), null, None)));

        Assert.All(etags, Assert.NotNull);
        var rules = await app.Rules.ReadAsync(None);
        Assert.Equal((10, 10), (rules.Number, rules.Rules.Count));
    }

    [Fact]
    public async Task One_of_several_creations_of_the_same_rule_wins()
    {
        await using var app = await StateApplication.StartAsync(azurite);

        var etags = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => app.Rules.PutAsync(Parse("high", number + 1), null, None)));

        Assert.Single(etags, etag => etag is not null);
        Assert.Equal(1, (await app.Rules.ReadAsync(None)).Number);
    }

    [Fact]
    public async Task A_save_whose_answer_was_lost_is_a_save()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        app.Faults.Plan((_, request) => request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) && app.Faults.Calls <= 4 ? StorageFault.AnswerLost : StorageFault.None);

        var etag = await app.Rules.PutAsync(Parse("high", 100), null, None);

        app.Faults.Clear();
        var rules = await app.Rules.ReadAsync(None);
        Assert.Equal((1, etag), (rules.Number, rules.Rules.Single().ETag));
    }

    [Fact]
    public async Task Only_the_shards_that_a_rule_touches_or_touched_are_evaluated()
    {
        await using var app = await StateApplication.StartAsync(azurite);
        await app.CommitAsync([.. Enumerable.Range(0, 48).Select(number => Daily($"a{number}", "2024-01-01", 1)), Daily("lithium", "2024-01-01", 1)]);

        await app.SaveAsync(Json("high", 100));
        Assert.Equal(["gfex|1"], await app.MessagesAsync(QueueName.Evaluate));
        await app.SaveAsync(Json("high", 100, "a7"));
        Assert.Equal(["gfex|0", "gfex|1"], (await app.MessagesAsync(QueueName.Evaluate)).Order());
        await app.Rules.DeleteAsync("high", "*", None);
        Assert.Equal(["gfex|0"], await app.MessagesAsync(QueueName.Evaluate));
    }

    private static string Json(string id, double limit, string series = "lithium*") =>
        $$"""{ "id": "{{id}}", "title": "Title of {{id}} 锂", "series": ["{{series}}"], "ladder": [ { "severity": "minor", "when": "value >= {{limit}}" } ] }""";

    private static Rule Parse(string id, double limit) => RuleDocument.Parse(Encoding.UTF8.GetBytes(Json(id, limit))).Rules.Single();
}
