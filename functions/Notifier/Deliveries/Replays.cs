using System.Security.Cryptography;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Deliveries;

/// <summary>
/// Sends dead letters again, many at once: page by page through the queue <c>deliver</c>, each page noted before it is opened, so
/// that it goes on where it was after any crash. What was sent is never sent again: only what is dead is opened, and that by its ETag.
/// Of what concerns a subscription itself (a challenge, a notice) nothing is: those are asked for anew.
/// </summary>
internal sealed partial class Replays(
    TableStore tables, QueueStore queues, DeliveryStore deliveries, DeliveryReader reader, TimeProvider time, ILogger<Replays> log)
{
    private const int PageSize = 200;

    /// <summary>Longer than a page takes; the sweep wakes what was left for longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<Replay> BeginAsync(DeadLetterFilter filter, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var replay = new Replay(RandomNumberGenerator.GetHexString(DeliveryId.Length, lowercase: true), filter, now, await reader.CountDeadAsync(filter, cancellation));
        await tables.AddAsync(TableName.Deliveries, replay.ToRow(now + Patience), cancellation);
        Log.Begun(log, replay.Id, replay.Matching);
        await WakeAsync(replay.Id, cancellation);
        return replay;
    }

    public async Task<Replay?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!DeliveryId.IsValid(id))
            return null;
        var row = await tables.FindAsync(TableName.Deliveries, Replay.Partition, id, cancellation);
        return row is null ? null : Replay.FromRow(row);
    }

    /// <param name="message">From <see cref="QueueMessages.Replay"/>: one page.</param>
    public async Task HandleAsync(string message, CancellationToken cancellation)
    {
        var replay = await FindAsync(QueueMessages.ReadReplay(message), cancellation);
        if (replay is { Done: false, Page: null })
            replay = await NoteAsync(replay, cancellation);
        if (replay is not { Done: false, Page: { } page })
            return;
        await ReopenAsync(page, cancellation);
        var next = replay with { Replayed = replay.Replayed + page.Count, Cursor = replay.PageEnd, Page = null, PageEnd = null, Done = replay.PageEnd is null };
        // Whoever else has this message goes on instead.
        if (!await ReplaceAsync(next, cancellation))
            return;
        if (next.Done)
            Log.Done(log, next.Id, next.Replayed);
        else
            await WakeAsync(next.Id, cancellation);
    }

    /// <summary>Wakes what nobody is at.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Replay.Partition} and Done eq {false} and Due le {now}");
        await foreach (var row in tables.Table(TableName.Deliveries).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            await WakeAsync(row.RowKey, cancellation);
            await ReplaceAsync(Replay.FromRow(row), cancellation);
        }
    }

    private async Task<Replay?> NoteAsync(Replay replay, CancellationToken cancellation)
    {
        var after = PageCursor.TryParse(replay.Cursor, out var cursor) ? cursor : null;
        var page = await reader.DeadAsync(replay.Filter, after, PageSize, cancellation);
        var names = page.Deliveries.Where(Tells).Select(delivery => DeliveryAddress.Of(delivery).ToString());
        var noted = replay with { Page = [.. names], PageEnd = page.Next };
        return await tables.ReplaceAsync(TableName.Deliveries, noted.ToRow(time.GetUtcNow() + Patience), noted.ETag, cancellation) is { } etag
            ? noted with { ETag = etag }
            : null;
    }

    private async Task ReopenAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var addresses = names.Select(name => DeliveryAddress.TryParse(name, out var address) ? address : throw new FormatException("not a delivery"));
        foreach (var shard in addresses.GroupBy(address => address.Shard, address => address.Id))
            await deliveries.ReopenAsync(await deliveries.FindAsync(shard.Key, shard, cancellation), cancellation);
    }

    internal static bool Tells(Delivery delivery) => delivery.Kind is DeliveryKind.Warning or DeliveryKind.Summary;

    private async Task<bool> ReplaceAsync(Replay replay, CancellationToken cancellation) =>
        await tables.ReplaceAsync(TableName.Deliveries, replay.ToRow(time.GetUtcNow() + Patience), replay.ETag, cancellation) is not null;

    private Task WakeAsync(string id, CancellationToken cancellation) => queues.SendAsync(QueueName.Deliver, QueueMessages.Replay(id), cancellation);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Replay {Replay}: {Count} dead letters are sent again")]
        public static partial void Begun(ILogger logger, string replay, int count);

        [LoggerMessage(Level = LogLevel.Information, Message = "Replay {Replay} is done: {Count} opened")]
        public static partial void Done(ILogger logger, string replay, int count);
    }
}
