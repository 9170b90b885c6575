using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Storage;

namespace Notifier.Subscriptions;

/// <summary>
/// The active subscriptions by what they match. A row carries all that is needed to judge a warning, so that a fan-out reads
/// no subscription; whether it still stands is asked once more at each attempt.
/// </summary>
internal sealed class SubscriptionIndex(TableStore tables)
{
    private const string Terms = "Terms";
    private const string Type = "Type";

    private TableClient Table => tables.Table(TableName.SubscriptionIndex);

    /// <summary>Writing again changes nothing but the terms.</summary>
    public async Task AddAsync(Subscription subscription, CancellationToken cancellation)
    {
        var terms = SubscriptionTerms.Of(subscription).ToJson();
        foreach (var partition in SubscriptionKeys.IndexPartitions(subscription.Id, subscription.Match))
        {
            var row = new TableEntity(partition, subscription.Id) { [Terms] = terms, [Type] = subscription.Channel.Type.ToString() };
            await Table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        }
    }

    /// <summary>Rows that are gone already are fine.</summary>
    public Task RemoveAsync(string subscriptionId, SubscriptionMatch match, CancellationToken cancellation) =>
        RemoveAsync(subscriptionId, SubscriptionKeys.IndexPartitions(subscriptionId, match), cancellation);

    /// <summary>Removes the rows that brought a warning to a subscription that is no more.</summary>
    public Task RemoveAsync(string subscriptionId, Warning warning, CancellationToken cancellation) =>
        RemoveAsync(subscriptionId, SubscriptionKeys.IndexPartitions(warning, ShardMap.ShardOf(subscriptionId)), cancellation);

    /// <summary>
    /// One shard's subscriptions that are told of a warning, and those that match but do not want to hear that it eased or is over, as the
    /// index knows them: without target and secret. One may come twice, where it matches in two ways.
    /// </summary>
    public async IAsyncEnumerable<(Subscription Subscription, SubscriptionVerdict Verdict)> MatchingAsync(Warning warning, int shard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var partition in SubscriptionKeys.IndexPartitions(warning, shard))
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
            await foreach (var row in Table.QueryAsync<TableEntity>(filter, select: ["RowKey", Terms, Type], cancellationToken: cancellation))
            {
                var subscription = Read(row);
                var verdict = subscription.Judge(warning);
                if (verdict is SubscriptionVerdict.Told or SubscriptionVerdict.ResolvedNotWanted or SubscriptionVerdict.EasedNotWanted)
                    yield return (subscription, verdict);
            }
        }
    }

    /// <param name="partitions">From <see cref="SubscriptionKeys.IndexPartitions(string, SubscriptionMatch)"/>.</param>
    public async Task RemoveAsync(string subscriptionId, IReadOnlyList<string> partitions, CancellationToken cancellation)
    {
        foreach (var partition in partitions)
            await Table.DeleteEntityAsync(partition, subscriptionId, ETag.All, cancellation);
    }

    private static Subscription Read(TableEntity row) =>
        SubscriptionTerms.FromJson(row.GetString(Terms) ?? throw new JsonException("an index row without terms"))
            .ToSubscription(row.RowKey, new Channel(row.GetString(Type) is { } type ? Enum.Parse<ChannelType>(type) : ChannelType.Webhook, ""), SubscriptionState.Active);
}
