using Azure;
using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Storage;

namespace Notifier.Deliveries;

/// <summary>
/// An episode whose receiver could not be reached is told as one message: while a warning of it waits for its next attempt, a newer
/// one of the same episode to the same subscription does not overtake it, both become one summary that is tried at once. The
/// summary has an id of its own, because a receiver that knows the older id already would take the new text for a repeat; in one
/// transaction it comes into being and the deliveries that it tells end as summarised. Programs are told each event alone, unless
/// they ask for groups: a webhook says <c>sequence</c> and an id.
/// </summary>
internal sealed class OutageSummaries(TableStore tables, DeliveryStore deliveries, WarningStore warnings, TimeProvider time)
{
    /// <summary>Two rows each, and two of the summary, in one transaction.</summary>
    private const int Most = 40;

    /// <param name="prepared">Attempts that are to be made now, of one shard.</param>
    /// <returns>The same, with summaries in place of what they tell.</returns>
    public async Task<IReadOnlyList<PreparedAttempt>> JoinAsync(int shard, IReadOnlyList<PreparedAttempt> prepared, CancellationToken cancellation)
    {
        var own = prepared.Where(MayJoin).ToList();
        if (own.Count == 0)
            return prepared;
        var waiting = await WaitingAsync(shard, own, cancellation);
        if (waiting.Count == 0)
            return prepared;
        var result = prepared.ToList();
        foreach (var group in await EpisodesAsync(own, waiting, cancellation))
        {
            if (await SummariseAsync(group, cancellation) is not { } summary)
                continue;
            result.RemoveAll(attempt => group.Deliveries.Any(delivery => delivery.Id == attempt.Delivery.Id));
            result.Add(summary);
        }

        return result;
    }

    private static bool MayJoin(PreparedAttempt attempt) =>
        attempt.Refusal is null && MayJoin(attempt.Delivery) && attempt.Stored!.Subscription is var subscription
        && (subscription.Cadence.Grouped ?? subscription.Channel.Type != ChannelType.Webhook);

    /// <summary>What may have been received already waits for its own proof.</summary>
    private static bool MayJoin(Delivery delivery) =>
        delivery.Doubts == 0 && (delivery.Kind == DeliveryKind.Warning || delivery is { Kind: DeliveryKind.Summary, HeldFor: SummaryReason.Outage });

    /// <summary>Those of the same subscriptions that wait for a next attempt, without <paramref name="own"/>.</summary>
    private async Task<IReadOnlyList<Delivery>> WaitingAsync(int shard, List<PreparedAttempt> own, CancellationToken cancellation)
    {
        var subscriptions = own.Select(attempt => attempt.Delivery.Subscription).ToHashSet();
        var (partition, from, to) = (DeliveryKeys.Partition(shard), DeliveryKeys.Open, DeliveryKeys.EndOf(DeliveryKeys.Open));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to} and Waiting gt {""}");
        var ids = new List<string>();
        await foreach (var row in tables.Table(TableName.Deliveries).QueryAsync<TableEntity>(filter, select: ["RowKey", DeliveryStore.WaitingFor], cancellationToken: cancellation))
        {
            if (subscriptions.Contains(row.GetString(DeliveryStore.WaitingFor)))
                ids.Add(DeliveryKeys.IdOf(row.RowKey));
        }

        var others = ids.Except(own.Select(attempt => attempt.Delivery.Id)).ToList();
        if (others.Count == 0)
            return [];
        return [.. (await deliveries.FindAsync(shard, others, cancellation)).Where(delivery => delivery.State == DeliveryState.Waiting && MayJoin(delivery))];
    }

    private async Task<IReadOnlyList<EpisodeNews>> EpisodesAsync(List<PreparedAttempt> own, IReadOnlyList<Delivery> waiting, CancellationToken cancellation)
    {
        var subscriptions = waiting.Select(delivery => delivery.Subscription).ToHashSet();
        var concerned = own.Where(attempt => subscriptions.Contains(attempt.Delivery.Subscription)).ToList();
        var told = new List<(Delivery Delivery, IReadOnlyList<Warning> Warnings)>();
        foreach (var delivery in concerned.Select(attempt => attempt.Delivery).Concat(waiting))
        {
            var known = await Task.WhenAll(Ids(delivery).Select(id => warnings.FindAsync(id, cancellation)));
            if (known.Length > 0 && known.All(warning => warning is not null))
                told.Add((delivery, [.. known.Select(warning => warning!.Warning)]));
        }

        return
        [
            .. told.GroupBy(one => (one.Delivery.Subscription, one.Warnings[0].Episode))
                .Where(group => group.Count() is > 1 and <= Most)
                .Select(group => new EpisodeNews(
                    concerned.First(attempt => attempt.Delivery.Subscription == group.Key.Subscription),
                    [.. group.Select(one => one.Delivery)],
                    [.. group.SelectMany(one => one.Warnings).DistinctBy(warning => warning.Id).OrderBy(warning => warning.Sequence)])),
        ];
    }

    private static IReadOnlyList<string> Ids(Delivery delivery) => delivery.Kind == DeliveryKind.Summary ? delivery.Members : [delivery.Warning];

    /// <returns>Null where one of them has moved since it was read: then each goes its own way.</returns>
    private async Task<PreparedAttempt?> SummariseAsync(EpisodeNews news, CancellationToken cancellation)
    {
        var last = news.Warnings[^1];
        var (sample, oldest) = (news.Attempt.Delivery, news.Deliveries.MinBy(delivery => delivery.Created)!);
        var summary = new Delivery(DeliveryId.Of($"outage|{last.Episode}", last.Sequence, sample.Subscription), sample.Subscription, DeliveryKind.Summary, "", oldest.Created)
        {
            Channel = sample.Channel ?? news.Attempt.Stored!.Subscription.Channel.Type,
            HeldFor = SummaryReason.Outage,
            Members = [.. news.Warnings.Select(warning => warning.Id)],
        };
        if (await deliveries.SummariseAsync(summary, news.Deliveries, time.GetUtcNow(), cancellation) is not { } added)
            return null;
        var message = news.Attempt.Message! with { DeliveryId = added.Id, Kind = added.Kind, Created = added.Created, Warning = null, Summary = WarningSummary.Of(SummaryReason.Outage, news.Warnings) };
        return news.Attempt with { Delivery = added, Message = message };
    }

    /// <param name="Attempt">One of them that is to be made now.</param>
    /// <param name="Deliveries">Of one episode and subscription, at least two.</param>
    /// <param name="Warnings">What they tell, by rising sequence.</param>
    private sealed record EpisodeNews(PreparedAttempt Attempt, IReadOnlyList<Delivery> Deliveries, IReadOnlyList<Warning> Warnings);
}
