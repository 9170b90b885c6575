using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

public sealed class WarningStoreTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 30, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_list_is_newest_first_over_months_page_by_page()
    {
        var (store, _) = await StoreAsync();
        var ids = new List<string>();
        for (var day = 0; day < 70; day += 10)
        {
            ids.Insert(0, (await store.RecordAsync(Sample(day), CancellationToken.None)).Warning.Id);
            _time.Advance(TimeSpan.FromDays(10));
        }

        var read = new List<string>();
        PageCursor? cursor = null;
        do
        {
            var page = await store.ListAsync(null, null, cursor, 2, CancellationToken.None);
            Assert.InRange(page.Warnings.Count, 1, 2);
            read.AddRange(page.Warnings.Select(warning => warning.Warning.Id));
            cursor = PageCursor.TryParse(page.Next, out var next) ? next : null;
        }
        while (cursor is not null);

        Assert.Equal(ids, read);
    }

    [Fact]
    public async Task Recording_again_at_another_time_changes_nothing()
    {
        var (store, tables) = await StoreAsync();
        var first = await store.RecordAsync(Sample(1), CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(40));

        var second = await new WarningStore(tables, _time).RecordAsync(Sample(1), CancellationToken.None);

        Assert.Equal(first.Recorded, second.Recorded);
        Assert.Single((await store.ListAsync(null, null, null, 10, CancellationToken.None)).Warnings);
        Assert.Equal(first.Recorded, (await store.FindAsync(Sample(1).Id, CancellationToken.None))!.Recorded);
    }

    [Fact]
    public async Task A_crash_after_the_pointer_is_mended_by_recording_again()
    {
        var (store, tables) = await StoreAsync();
        var pointer = new TableEntity(WarningKeys.PointerPartition(Sample(1).Id), Sample(1).Id) { ["Recorded"] = _time.GetUtcNow() };
        await tables.AddAsync(TableName.Warnings, pointer, CancellationToken.None);
        Assert.Null(await store.FindAsync(Sample(1).Id, CancellationToken.None));
        _time.Advance(TimeSpan.FromDays(40));

        await store.RecordAsync(Sample(1), CancellationToken.None);

        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromDays(40), (await store.FindAsync(Sample(1).Id, CancellationToken.None))!.Recorded);
    }

    [Fact]
    public async Task Rule_and_series_filter_the_list()
    {
        var (store, _) = await StoreAsync();
        await store.RecordAsync(Sample(1) with { Rule = "a", Series = "x" }, CancellationToken.None);
        await store.RecordAsync(Sample(2) with { Rule = "b", Series = "x" }, CancellationToken.None);
        await store.RecordAsync(Sample(3) with { Rule = "b", Series = "it's" }, CancellationToken.None);

        Assert.Equal(1, await CountAsync("a", null));
        Assert.Equal(2, await CountAsync("b", null));
        Assert.Equal(1, await CountAsync("b", "x"));
        Assert.Equal(1, await CountAsync(null, "it's"));
        Assert.Equal(0, await CountAsync("a' or Rule ne '", null));

        async Task<int> CountAsync(string? rule, string? series) => (await store.ListAsync(rule, series, null, 10, CancellationToken.None)).Warnings.Count;
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("0123456789abcdef0123456789abcdee")]
    [InlineData("../../0123456789abcdef0123456789a")]
    public async Task An_unknown_id_finds_nothing(string id)
    {
        var (store, _) = await StoreAsync();

        Assert.Null(await store.FindAsync(id, CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("!!")]
    [InlineData("AAAA")]
    [InlineData("YS9iCmM")]
    public void A_cursor_that_is_none_of_ours_is_refused(string? text) => Assert.False(PageCursor.TryParse(text, out _));

    [Fact]
    public void A_cursor_is_read_as_it_was_written()
    {
        var cursor = new PageCursor("2026-01", "0123|abc");

        Assert.True(PageCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal(cursor, read);
    }

    private async Task<(WarningStore Store, TableStore Tables)> StoreAsync()
    {
        var storage = await azurite.StorageAsync();
        return (new WarningStore(storage.Tables, _time), storage.Tables);
    }

    private static Warning Sample(int number) => WarningSamples.Of(sequence: number) with { Id = number.ToString("x32", CultureInfo.InvariantCulture) };
}
