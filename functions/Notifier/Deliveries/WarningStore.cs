using System.Collections.Concurrent;
using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Storage;

namespace Notifier.Deliveries;

/// <summary>Table Warnings: everything that people were told, newest first and by id.</summary>
internal sealed class WarningStore(TableStore tables, TimeProvider time)
{
    private const string Recorded = "Recorded";
    private const int LongestPage = 200;

    // A recorded warning that no mute holds never changes, and the deliveries of one come close together.
    private const int Remembered = 256;
    private readonly ConcurrentDictionary<string, StoredWarning> _recent = new();
    private readonly ConcurrentDictionary<string, bool> _months = new();

    private TableClient Table => tables.Table(TableName.Warnings);

    /// <summary>Recording again changes nothing, whatever the time: the pointer, written first, keeps the first time.</summary>
    public Task<StoredWarning> RecordAsync(Warning warning, CancellationToken cancellation) => RecordAsync(warning, null, cancellation);

    /// <param name="mute">What holds it back.</param>
    /// <returns>It as it was recorded first: whether it is held was decided then.</returns>
    public async Task<StoredWarning> RecordAsync(Warning warning, WarningMute? mute, CancellationToken cancellation)
    {
        var recorded = time.GetUtcNow();
        var pointer = new TableEntity(WarningKeys.PointerPartition(warning.Id), warning.Id) { [Recorded] = recorded };
        if (await tables.AddAsync(TableName.Warnings, pointer, cancellation) is null)
            recorded = await RecordedAsync(warning.Id, cancellation) ?? recorded;
        var stored = new StoredWarning(warning, recorded) { Mute = mute };
        await AddMonthAsync(WarningKeys.Month(recorded), cancellation);
        return await tables.AddAsync(TableName.Warnings, stored.ToRow(), cancellation) is not null
            ? stored
            : await FindAsync(warning.Id, recorded, cancellation) ?? stored;
    }

    /// <returns>Null where there is none.</returns>
    public async Task<StoredWarning?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!DeliveryId.IsValid(id))
            return null;
        if (_recent.TryGetValue(id, out var known))
            return known;
        return await ReadAsync(id, cancellation) is { } stored ? stored.IsHeld ? stored : Remember(stored) : null;
    }

    /// <summary>As it is now, whatever is remembered of it.</summary>
    public async Task<StoredWarning?> ReadAsync(string id, CancellationToken cancellation) =>
        await RecordedAsync(id, cancellation) is { } recorded ? await FindAsync(id, recorded, cancellation) : null;

    public async Task<bool> IsRecordedAsync(string id, CancellationToken cancellation) => await RecordedAsync(id, cancellation) is not null;

    /// <summary>For one that was held: what is told of it after all, or what holds it now.</summary>
    public Task ReplaceAsync(StoredWarning warning, CancellationToken cancellation) => Table.UpsertEntityAsync(warning.ToRow(), TableUpdateMode.Replace, cancellation);

    /// <summary>Newest first.</summary>
    /// <param name="rule">Only of this rule; null means of all. The same for the series.</param>
    /// <param name="after">Cursor that the page before ended with; null for the first page.</param>
    /// <param name="limit">1 to 200.</param>
    public async Task<WarningPage> ListAsync(string? rule, string? series, PageCursor? after, int limit, CancellationToken cancellation)
    {
        limit = Math.Clamp(limit, 1, LongestPage);
        var found = new List<TableEntity>(limit + 1);
        await foreach (var month in MonthsAsync(after?.Partition, cancellation))
        {
            var filter = Filter(month, month == after?.Partition ? after.Row : "", rule, series);
            await foreach (var row in Table.QueryAsync<TableEntity>(filter, maxPerPage: limit + 1, cancellationToken: cancellation))
            {
                found.Add(row);
                if (found.Count > limit)
                    return new WarningPage([.. found.Take(limit).Select(StoredWarning.FromRow)], new PageCursor(found[^2].PartitionKey, found[^2].RowKey).ToString());
            }
        }

        return new WarningPage([.. found.Select(StoredWarning.FromRow)], null);
    }

    private async IAsyncEnumerable<string> MonthsAsync(
        string? from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {WarningKeys.Months}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            var month = row.GetString("Month");
            if (from is null || string.CompareOrdinal(month, from) <= 0)
                yield return month;
        }
    }

    private static string Filter(string month, string after, string? rule, string? series)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {month} and RowKey gt {after}");
        if (rule is not null)
            filter += " and " + TableClient.CreateQueryFilter($"Rule eq {rule}");
        return series is null ? filter : filter + " and " + TableClient.CreateQueryFilter($"Series eq {series}");
    }

    private async Task AddMonthAsync(string month, CancellationToken cancellation)
    {
        if (_months.ContainsKey(month))
            return;
        await tables.AddAsync(TableName.Warnings, new TableEntity(WarningKeys.Months, WarningKeys.MonthRow(month)) { ["Month"] = month }, cancellation);
        _months[month] = true;
    }

    private async Task<StoredWarning?> FindAsync(string id, DateTimeOffset recorded, CancellationToken cancellation) =>
        await tables.FindAsync(TableName.Warnings, WarningKeys.Month(recorded), WarningKeys.Row(recorded, id), cancellation) is { } row ? StoredWarning.FromRow(row) : null;

    private async Task<DateTimeOffset?> RecordedAsync(string id, CancellationToken cancellation) =>
        (await tables.FindAsync(TableName.Warnings, WarningKeys.PointerPartition(id), id, cancellation))?.GetDateTimeOffset(Recorded);

    private StoredWarning Remember(StoredWarning warning)
    {
        if (_recent.Count >= Remembered)
            _recent.Clear();
        return _recent[warning.Warning.Id] = warning;
    }
}
