using Notifier.Core.Subscriptions;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Mail;

/// <summary>Where mails lead, and what each reader has in theirs: links that are theirs alone, and why they get it.</summary>
internal sealed class ReaderLinks(LinkTokens tokens, PublicLinks links)
{
    private static readonly Dictionary<string, string> None = [];

    public string Warning(string id) => links.Warning(id);

    public string Warnings => links.Base + PublicLinks.WarningPath.TrimEnd('/');

    public async Task<string> ManageAsync(string subscription, CancellationToken cancellation) =>
        links.Manage(await tokens.CreateAsync(LinkPurpose.Manage, subscription, cancellation));

    public async Task<string> ConfirmAsync(string subscription, CancellationToken cancellation) =>
        links.Confirm(await tokens.CreateAsync(LinkPurpose.Confirm, subscription, cancellation));

    /// <exception cref="InvalidOperationException">There is no address to send it to.</exception>
    public async Task<MailReader> ReaderAsync(ChannelMessage message, MailTemplate template, MailSlots slots, CancellationToken cancellation)
    {
        var subscription = message.Subscription;
        var own = message.Kind is DeliveryKind.Warning or DeliveryKind.Summary or DeliveryKind.Test;
        var unsubscribe = own ? links.Unsubscribe(await tokens.CreateAsync(LinkPurpose.Unsubscribe, subscription.Id, cancellation)) : null;
        return new MailReader(
            message.DeliveryId,
            subscription.Id,
            message.Created,
            Address(message),
            unsubscribe is null ? None : Headers(unsubscribe),
            unsubscribe is null ? None : await SubstitutionsAsync(message, template, slots, unsubscribe, cancellation));
    }

    private async Task<Dictionary<string, string>> SubstitutionsAsync(
        ChannelMessage message, MailTemplate template, MailSlots slots, string unsubscribe, CancellationToken cancellation)
    {
        var subscription = message.Subscription;
        var because = Because.Of(subscription, MailTexts.For(subscription.Language));
        var filled = new Dictionary<string, string>
        {
            [slots.Because.Text] = because.Text,
            [slots.Because.Html] = because.Html,
            [slots.Manage] = Plain(await ManageAsync(subscription.Id, cancellation)),
            [slots.Unsubscribe] = Plain(unsubscribe),
        };
        if (message.Warning is { } warning && template.Text.Contains(slots.Acknowledge, StringComparison.Ordinal))
            filled[slots.Acknowledge] = Plain(links.Acknowledge(await tokens.CreateAcknowledgeAsync(subscription.Id, warning.Warning.Id, cancellation)));
        return filled;
    }

    // One-click: RFC 8058 wants both.
    private static Dictionary<string, string> Headers(string unsubscribe) => new()
    {
        ["List-Unsubscribe"] = $"<{unsubscribe}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };

    private static string Address(ChannelMessage message) =>
        message.To
        ?? (message.Subscription.Channel is { Type: ChannelType.Email, Target: var target } ? target : message.Subscription.Channel.Contact)
        ?? throw new InvalidOperationException($"delivery {message.DeliveryId} is a mail to nobody");

    /// <summary>The same in text and in HTML: what HTML would escape is escaped as part of the URL.</summary>
    private static string Plain(string link) =>
        link.Replace("&", "%26", StringComparison.Ordinal).Replace("'", "%27", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);
}
