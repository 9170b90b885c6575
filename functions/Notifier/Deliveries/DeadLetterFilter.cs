using Azure.Data.Tables;
using Notifier.Core.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>Which dead letters: every part that is not null has to hold.</summary>
/// <param name="From">Made at this time or later; the same for <paramref name="To"/>, included.</param>
/// <param name="Warning">Id of a warning; a summary that tells it counts too.</param>
internal sealed record DeadLetterFilter(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Subscription = null, ChannelType? Channel = null, string? Warning = null)
{
    public static readonly DeadLetterFilter All = new();

    public bool Holds(Delivery delivery) =>
        (From is not { } from || delivery.Created >= from)
        && (To is not { } to || delivery.Created <= to)
        && (Subscription is null || delivery.Subscription == Subscription)
        && (Channel is null || delivery.Channel == Channel)
        && (Warning is null || delivery.Warning == Warning || delivery.Members.Contains(Warning));

    public void Write(TableEntity row)
    {
        row[nameof(From)] = From;
        row[nameof(To)] = To;
        row[nameof(Subscription)] = Subscription;
        row[nameof(Channel)] = Channel?.ToString();
        row[nameof(Warning)] = Warning;
    }

    public static DeadLetterFilter Read(TableEntity row) => new(
        row.GetDateTimeOffset(nameof(From)),
        row.GetDateTimeOffset(nameof(To)),
        row.GetString(nameof(Subscription)),
        row.GetString(nameof(Channel)) is { } channel ? Enum.Parse<ChannelType>(channel) : null,
        row.GetString(nameof(Warning)));
}
