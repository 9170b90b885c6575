using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Entries;
using Notifier.Storage;
using Notifier.Tests.Episodes;
using Notifier.Tests.Storage;
using static Notifier.Tests.Entries.EntryApplication;

namespace Notifier.Tests.Entries;

/// <summary>What is told of a feed: nothing of what it held at first, then each new entry by each matching rule, once.</summary>
public sealed class EntryCommitsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_first_reading_is_history_and_each_new_entry_is_told_once_by_each_matching_rule()
    {
        await using var app = await StartAsync(azurite, Lithium, All);
        Entry[] later = [Entry("4", "copper", "2024-06-01T10:00:00Z"), Entry("3", published: "2024-06-01T09:00:00Z"), Entry("1"), Entry("2", "copper")];

        Assert.Equal(new EntrySummary(2, 0, 0), await app.PollAsync(Entry("1"), Entry("2", "copper")));
        Assert.Equal(new EntrySummary(2, 0, 3), await app.PollAsync(later));
        Assert.Equal(EntrySummary.Nothing, await app.PollAsync(later));

        Assert.Equal(["all 3", "all 4", "lithium 3"], (await app.ToldAsync()).Order());
        Assert.Equal(["1", "2", "3", "4"], (await app.StoredAsync()).Select(entry => entry.Id).Order());
        Assert.Equal(2, (await app.MessagesAsync(QueueName.Dispatch)).Count);
    }

    [Fact]
    public async Task What_is_posted_tells_from_the_first_on()
    {
        await using var app = await StartAsync(azurite, Lithium);

        Assert.Equal(new EntrySummary(1, 0, 1), await app.PostAsync(Entry("1")));
        Assert.Equal(EntrySummary.Nothing, await app.PostAsync(Entry("1")));

        Assert.Equal(["lithium 1"], await app.ToldAsync());
    }

    [Fact]
    public async Task The_first_entry_of_a_feed_that_was_empty_at_first_is_new()
    {
        await using var app = await StartAsync(azurite, Lithium);

        await app.PollAsync();
        await app.PollAsync(Entry("1"));

        Assert.Equal(["lithium 1"], await app.ToldAsync());
    }

    [Fact]
    public async Task An_update_is_stored_in_its_place_and_not_told()
    {
        await using var app = await StartAsync(azurite, Lithium);
        await app.PollAsync(Entry("1", "lithium"), Entry("2", "copper"));

        Assert.Equal(new EntrySummary(0, 1, 0), await app.PollAsync(Entry("1", "lithium!", "2024-06-02T08:00:00Z"), Entry("2", "copper", "2024-05-30")));

        Assert.Empty(await app.ToldAsync());
        Assert.Equal(["1 lithium! 2024-06-01T08:00:00Z", "2 copper 2024-06-01T08:00:00Z"], (await app.StoredAsync()).Select(entry => $"{entry.Id} {entry.Title} {entry.Published}").Order());
    }

    [Fact]
    public async Task An_update_that_first_says_what_a_rule_looks_for_is_told_once()
    {
        await using var app = await StartAsync(azurite, Lithium);
        await app.PollAsync(Entry("1", "copper"));
        await app.PollAsync(Entry("1", "copper"), Entry("2", "nickel"));

        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(new EntrySummary(0, 1, 1), await app.PollAsync(Entry("1", "copper"), Entry("2", "nickel") with { Content = "The full text is about lithium." }));
        Assert.Equal(new EntrySummary(0, 1, 0), await app.PollAsync(Entry("1", "copper"), Entry("2", "nickel") with { Content = "The full text is about lithium!" }));

        var warning = Assert.Single(await app.OutboxAsync());
        Assert.Equal(("2", "2024-06-03", "“nickel” names lithium; published 2024-06-01 without it"), (warning.Entry!.Id, warning.Period.ToString(), warning.Reason));
    }

    [Fact]
    public async Task An_entry_that_disappears_and_comes_back_is_not_new()
    {
        await using var app = await StartAsync(azurite, Lithium);
        await app.PollAsync(Entry("1"));
        await app.PollAsync(Entry("1"), Entry("2"));
        await app.PollAsync(Entry("3"));
        await app.PollAsync(Entry("1"), Entry("2"), Entry("3"));

        Assert.Equal(["lithium 2", "lithium 3"], await app.ToldAsync());
        Assert.Equal(3, (await app.StoredAsync()).Count);
    }

    [Fact]
    public async Task An_entry_without_a_date_keeps_the_time_at_which_it_was_first_seen()
    {
        await using var app = await StartAsync(azurite, Lithium);
        await app.PollAsync();
        for (var hour = 0; hour < 3; hour++)
        {
            await app.PollAsync(app.Undated("1") with { Summary = $"read {hour}" });
            app.Clock.Advance(TimeSpan.FromHours(1));
        }

        var stored = Assert.Single(await app.StoredAsync());
        Assert.Equal(("2024-06-01T12:00:00Z", "read 2"), (stored.Published.ToString(), stored.Summary));
        Assert.Equal(["lithium 1"], await app.ToldAsync());
    }

    [Fact]
    public async Task A_source_that_is_pointed_at_another_feed_begins_anew_and_one_that_moved_goes_on()
    {
        await using var app = await StartAsync(azurite, Lithium);
        await app.PollAsync(Entry("1"), Entry("2"));

        await PollAsync("https://example.org/moved.xml", Entry("2"), Entry("3"));
        await PollAsync("https://other.example/feed.xml", Entry("x1"), Entry("x2"));
        await PollAsync("https://other.example/feed.xml", Entry("x1"), Entry("x2"), Entry("x3"));

        Assert.Equal(["lithium 3", "lithium x3"], (await app.ToldAsync()).Order());

        Task PollAsync(string address, params Entry[] entries) => app.Get<EntryCommits>().CommitAsync(Polled(address), entries, CancellationToken.None);
    }

    [Fact]
    public async Task More_than_one_transaction_holds_is_told_whole_and_once()
    {
        await using var app = await StartAsync(azurite, Lithium, All, Agency);
        await app.PollAsync(Entry("0"));
        var many = Enumerable.Range(1, 450).Select(number => Old("e", number)).ToList();

        Assert.Equal(new EntrySummary(450, 0, 1350), await app.PollAsync(many));
        Assert.Equal(EntrySummary.Nothing, await app.PollAsync(many));

        var told = await app.ToldAsync();
        Assert.Equal((1350, 1350), (told.Count, told.Distinct().Count()));
        Assert.Equal(451, (await app.StoredAsync()).Count);
    }

    [Fact]
    public async Task The_longest_texts_do_not_block_a_source()
    {
        await using var app = await StartAsync(azurite, Lithium, All, Agency);
        await app.PollAsync(Entry("0"));
        var link = "https://example.org/" + new string('锂', 1_900);
        var many = Enumerable.Range(1, 60).Select(number => Entry($"{number:D4}{new string('锂', 990)}", $"lithium {new string('锂', 490)}") with { Link = link });

        Assert.Equal(new EntrySummary(60, 0, 180), await app.PollAsync(many));
        Assert.Equal(180, (await app.ToldAsync()).Distinct().Count());
    }

    [Fact]
    public async Task When_more_was_seen_than_is_remembered_the_oldest_are_forgotten_and_not_told_again()
    {
        await using var app = await StartAsync(azurite, Lithium);
        var known = KnownEntries.None(StateApplication.Source).Telling([.. Enumerable.Range(0, KnownEntries.Most).Select(number => Old("old", number))], Polled(Feed));
        await app.Tables.TransactAsync(TableName.State, [known.Write()], CancellationToken.None);

        await app.PollAsync(Entry("new1"), Entry("new2"), Old("old", 0), Old("old", 1));
        // 2 and 3 were the oldest that no longer stood there.
        await app.PollAsync(Entry("new1"), Entry("new2"), Old("old", 0), Old("old", 1), Old("old", 2), Old("old", 3), Entry("new3"));

        Assert.Equal(["lithium new1", "lithium new2", "lithium new3"], (await app.ToldAsync()).Order());
    }

    [Fact]
    public async Task A_feed_longer_than_what_is_remembered_tells_what_is_new_and_nothing_that_moves_up()
    {
        await using var app = await StartAsync(azurite, Lithium);
        var all = Enumerable.Range(0, KnownEntries.Most + 50).Select(number => Old("e", number)).ToList();

        await app.PollAsync(all);
        await app.PollAsync(all.SkipLast(20).Append(Entry("new")));

        Assert.Equal(["lithium new"], await app.ToldAsync());
    }

    [Fact]
    public async Task A_poll_that_is_overtaken_again_and_again_fails_for_now_and_loses_nothing()
    {
        await using var app = await StartAsync(azurite, Lithium);
        await app.PollAsync(Entry("0"));
        await using var other = await app.AgainAsync(azurite);
        var number = 0;
        app.Faults.Before = async (_, request) =>
        {
            if (request.Uri.Path.EndsWith("/$batch", StringComparison.Ordinal))
                await other.PollAsync(Entry($"other{++number}"));
        };

        await Assert.ThrowsAsync<EntryConflictException>(() => app.PollAsync(Entry("mine")));
        app.Faults.Before = null;
        await app.PollAsync(Entry("mine"));

        Assert.Equal(Enumerable.Range(1, number).Select(one => $"lithium other{one}").Append("lithium mine").Order(StringComparer.Ordinal), (await app.ToldAsync()).Order(StringComparer.Ordinal));
    }

    private static Entry Old(string name, int number) => Entry($"{name}{number}") with { Published = Period.Parse("2023-01-01").Add(TimeSpan.FromMinutes(number)) };
}
