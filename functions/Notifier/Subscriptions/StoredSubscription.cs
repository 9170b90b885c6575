using Azure;
using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;

namespace Notifier.Subscriptions;

/// <summary>A subscription as stored in table Subscriptions.</summary>
/// <param name="Created">When it was first asked for.</param>
/// <param name="Requested">When it was asked for last: its confirmation is mailed at most once per ten minutes.</param>
/// <param name="Request">Number of that request, from 1.</param>
/// <param name="Confirmed">When its owner confirmed it; null before.</param>
/// <param name="Asked">Terms of the last request, where they wait for a confirmation.</param>
/// <param name="Disabled">Why it is switched off; null where it is not.</param>
internal sealed record StoredSubscription(
    Subscription Subscription,
    DateTimeOffset Created,
    DateTimeOffset Requested,
    int Request,
    DateTimeOffset? Confirmed = null,
    SubscriptionTerms? Asked = null,
    DisabledReason? Disabled = null,
    ETag ETag = default)
{
    /// <summary>Nothing but failures of its channel since a success; null where none is known.</summary>
    public FailingSpell? Failing { get; init; }

    private const string FailingAgain = "FailingAgain";

    public string Id => Subscription.Id;

    /// <summary>Since when it is active under these terms; null where that was not noted, as of one that an older version stored.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Terms that are being changed to: recorded before anything else of the change, and in force when this is null again.</summary>
    public SubscriptionTerms? Next { get; init; }

    /// <summary>What it matched before changes whose old index rows may still be there.</summary>
    public IReadOnlyList<SubscriptionMatch> Stale { get; init; } = [];

    /// <summary>When its owner changed its terms last; null where never.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>The terms in force; of a pending one those that it would begin with.</summary>
    public SubscriptionTerms Terms => SubscriptionTerms.Of(Subscription.State == SubscriptionState.Pending ? AsAsked : Subscription);

    /// <summary>Everything that index rows of it may stand under.</summary>
    public IEnumerable<SubscriptionMatch> Matches => [Subscription.Match, .. Stale, .. Next is { } next ? [next.Match] : Array.Empty<SubscriptionMatch>()];

    /// <summary>As its owner wants it to be: under the terms that wait for a confirmation, if any.</summary>
    public Subscription AsAsked => Asked?.ToSubscription(Id, Subscription.Channel, Subscription.State) ?? Subscription;

    public TableEntity ToRow()
    {
        var (channel, terms) = (Subscription.Channel, SubscriptionTerms.Of(Subscription));
        return new TableEntity(SubscriptionKeys.Partition(Id), Id)
        {
            [nameof(Channel.Type)] = channel.Type.ToString(),
            [nameof(Channel.Target)] = channel.Target,
            [nameof(Channel.Secret)] = channel.Secret,
            [nameof(Channel.Retired)] = RetiredSecrets.Write(channel.Retired),
            [nameof(Channel.Form)] = channel.Type == ChannelType.Webhook ? channel.Form.ToString() : null,
            [nameof(Channel.Contact)] = channel.Contact,
            [nameof(Subscription.State)] = Subscription.State.ToString(),
            ["Terms"] = terms.ToJson(),
            [nameof(Asked)] = Asked?.ToJson(),
            [nameof(Next)] = Next?.ToJson(),
            [nameof(Changed)] = Changed,
            [nameof(Stale)] = Stale.Count == 0 ? null : SubscriptionTerms.Write(Stale),
            [nameof(Created)] = Created,
            [nameof(Requested)] = Requested,
            [nameof(Request)] = Request,
            [nameof(Confirmed)] = Confirmed,
            [nameof(Since)] = Since,
            [nameof(Disabled)] = Disabled?.ToString(),
            [nameof(Failing)] = Failing?.First,
            [FailingAgain] = Failing?.Second,
        };
    }

    public static StoredSubscription FromRow(TableEntity row)
    {
        var channel = new Channel(Enum.Parse<ChannelType>(row.GetString(nameof(Channel.Type))), row.GetString(nameof(Channel.Target)), row.GetString(nameof(Channel.Secret)))
        {
            Form = row.GetString(nameof(Channel.Form)) is { } form ? Enum.Parse<WebhookForm>(form) : WebhookForm.Native,
            Contact = row.GetString(nameof(Channel.Contact)),
            Retired = RetiredSecrets.Read(row.GetString(nameof(Channel.Retired))),
        };
        var state = Enum.Parse<SubscriptionState>(row.GetString(nameof(Subscription.State)));
        return new StoredSubscription(
            SubscriptionTerms.FromJson(row.GetString("Terms")).ToSubscription(row.RowKey, channel, state),
            row.GetDateTimeOffset(nameof(Created))!.Value,
            row.GetDateTimeOffset(nameof(Requested))!.Value,
            row.GetInt32(nameof(Request))!.Value,
            row.GetDateTimeOffset(nameof(Confirmed)),
            row.GetString(nameof(Asked)) is { } asked ? SubscriptionTerms.FromJson(asked) : null,
            row.GetString(nameof(Disabled)) is { } reason ? Enum.Parse<DisabledReason>(reason) : null,
            row.ETag)
        {
            Next = row.GetString(nameof(Next)) is { } next ? SubscriptionTerms.FromJson(next) : null,
            Changed = row.GetDateTimeOffset(nameof(Changed)),
            Stale = SubscriptionTerms.ReadMatches(row.GetString(nameof(Stale))),
            Failing = row.GetDateTimeOffset(nameof(Failing)) is { } failing ? new FailingSpell(failing, row.GetDateTimeOffset(FailingAgain)) : null,
            Since = row.GetDateTimeOffset(nameof(Since)),
        };
    }
}

/// <summary>Why a subscription is switched off: closed set, shown to its owner.</summary>
internal enum DisabledReason
{
    /// <summary>Its owner left: the row itself goes next.</summary>
    Unsubscribed,
    /// <summary>The receiver answered that it is gone for good (410).</summary>
    Gone,
    /// <summary>An operator switched it off.</summary>
    Operator,
    /// <summary>Nothing but failures for five days.</summary>
    Failing,
    /// <summary>The mail service says that the mailbox does not exist or refuses.</summary>
    Bounced,
    /// <summary>Its owner called a mail spam.</summary>
    Complained,
}
