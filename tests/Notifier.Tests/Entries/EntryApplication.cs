using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Entries;
using Notifier.Tests.Episodes;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Entries;

/// <summary>The application on Azurite with rules on entries, and entries to commit.</summary>
internal static class EntryApplication
{
    public const string Feed = "https://example.org/feed.xml";

    public const string Lithium = """{ "id": "lithium", "on": "entry", "match": { "words": ["lithium"] }, "severity": "severe" }""";
    public const string All = """{ "id": "all", "on": "entry", "match": {}, "severity": "minor" }""";
    public const string Agency = """{ "id": "agency", "on": "entry", "match": { "agencies": ["gfex"] }, "severity": "moderate" }""";

    public static async Task<StateApplication> StartAsync(AzuriteFixture azurite, params string[] rules)
    {
        var app = await StateApplication.StartAsync(azurite);
        foreach (var rule in rules)
            await app.SaveAsync(rule);
        return app;
    }

    public static Task<StateApplication> AgainAsync(this StateApplication app, AzuriteFixture azurite, FakeTimeProvider? clock = null) =>
        StateApplication.StartAsync(azurite, app.Prefix, clock ?? app.Clock);

    public static Task<EntrySummary> PollAsync(this StateApplication app, params IEnumerable<Entry> entries) =>
        app.Get<EntryCommits>().CommitAsync(Polled(Feed), [.. entries], CancellationToken.None);

    public static Task<EntrySummary> PostAsync(this StateApplication app, params IEnumerable<Entry> entries) =>
        app.Get<EntryCommits>().CommitAsync(new(StateApplication.Source), [.. entries], CancellationToken.None);

    public static EntrySource Polled(string feed, string extractor = "1", string source = StateApplication.Source, string? agency = null) =>
        new(source, agency, "Asia/Shanghai", feed, extractor);

    /// <summary>What was told, as <c>rule entry</c>, in the order of the commits.</summary>
    public static async Task<List<string>> ToldAsync(this StateApplication app) =>
        [.. (await app.OutboxAsync()).Select(warning => $"{warning.Rule} {warning.Entry!.Id}")];

    /// <summary>What is stored, the oldest first.</summary>
    public static async Task<IReadOnlyList<Entry>> StoredAsync(this StateApplication app) =>
        (await app.Get<EntryStore>().ReadAsync(Period.Parse("1970-01-01"), Period.Parse("2100-01-01"), CancellationToken.None)).Entries;

    public static Entry Entry(string id, string title = "lithium", string published = "2024-06-01T08:00:00Z") =>
        new(StateApplication.Source, id, title, null, "", "", Period.Parse(published), null, [], []);

    /// <summary>As an adapter reads an item without a date.</summary>
    public static Entry Undated(this StateApplication app, string id, string title = "lithium") =>
        Entry(id, title) with { Published = Period.From(app.Clock.GetUtcNow()) };
}
