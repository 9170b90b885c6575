using Azure;
using Azure.Data.Tables;
using Notifier.Core.Observations;
using Notifier.Episodes;
using Notifier.Sources;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Episodes.StateApplication;

namespace Notifier.Tests.Episodes;

/// <summary>The window of a series is a copy of its observations; without it nothing is lost.</summary>
public sealed class WindowRebuildTests(AzuriteFixture azurite)
{
    private const string Rule = """
        { "id": "up", "title": "Up", "series": ["lithium"], "ladder": [
          { "severity": "minor", "when": "multiple(min, 30d) >= 1.5" }, { "severity": "severe", "when": "multiple(min, 30d) >= 3" } ] }
        """;

    private static readonly double[] Values = [.. Enumerable.Range(0, 60).Select(day => day < 40 ? 100.0 : 160)];

    [Theory]
    [InlineData("damaged")]
    [InlineData("missing")]
    [InlineData("truncated")]
    public async Task A_lost_window_is_read_again_and_the_next_commit_is_as_if_nothing_had_happened(string how)
    {
        var expected = await NextAsync(null);

        var seen = await NextAsync(row => Spoil(row, "window0", how));

        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData("machines0", "damaged")]
    [InlineData("machines0", "missing")]
    public async Task Without_its_machines_a_series_begins_anew_from_its_history(string property, string how)
    {
        await using var app = await BegunAsync();
        await SpoilAsync(app, row => Spoil(row, property, how));

        await app.CommitAsync(Next());

        var warnings = await app.OutboxAsync();
        Assert.Equal(2, warnings.Count);
        Assert.Equal(Period.Parse("2024-02-10"), warnings[1].AlreadySince);
        Assert.Equal(61, (await app.Commits.FindAsync(Source, "lithium", CancellationToken.None))!.Window.Count);
    }

    [Fact]
    public async Task A_row_that_is_gone_comes_back_with_the_next_reading_and_stays_in_its_shard()
    {
        await using var app = await BegunAsync();
        await app.Tables.Table(TableName.State).DeleteEntityAsync("gfex~0000", "series|lithium");

        await app.CommitAsync(Next());

        Assert.Equal(61, (await app.Commits.FindAsync(Source, "lithium", CancellationToken.None))!.Window.Count);
        Assert.Equal(["lithium"], (await app.Get<ShardIndex>().OfAsync(Source, CancellationToken.None).SingleAsync()).Series);
    }

    [Fact]
    public async Task Observations_of_a_commit_that_did_not_come_to_its_end_are_not_taken_for_known()
    {
        await using var app = await BegunAsync();
        await app.Get<Notifier.Observations.ObservationStore>().WriteAsync("lithium", Next().Observations, CancellationToken.None);
        await SpoilAsync(app, row => Spoil(row, "window0", "damaged"));

        var summary = await app.CommitAsync(Next());

        Assert.Equal((1, 1), (summary.Observations, summary.Warnings));
    }

    private async Task<StateSnapshot> NextAsync(Action<TableEntity>? spoil)
    {
        await using var app = await BegunAsync();
        if (spoil is not null)
            await SpoilAsync(app, spoil);
        await app.CommitAsync(Next());
        return await StateSnapshot.TakeAsync(app);
    }

    private async Task<StateApplication> BegunAsync()
    {
        var app = await StateApplication.StartAsync(azurite);
        await app.SaveAsync(Rule);
        await app.CommitAsync(Daily("lithium", "2024-01-01", Values));
        return app;
    }

    private static SeriesReading Next() => Daily("lithium", "2024-03-01", 320);

    private static async Task SpoilAsync(StateApplication app, Action<TableEntity> spoil)
    {
        var row = (await app.Tables.FindAsync(TableName.State, "gfex~0000", "series|lithium", CancellationToken.None))!;
        spoil(row);
        await app.Tables.Table(TableName.State).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
    }

    private static void Spoil(TableEntity row, string property, string how)
    {
        var bytes = row.GetBinary(property);
        switch (how)
        {
            case "missing":
                row.Remove(property);
                break;
            case "truncated":
                row[property] = bytes[..^7];
                break;
            default:
                bytes[bytes.Length / 2] ^= 1;
                row[property] = bytes;
                break;
        }
    }
}
