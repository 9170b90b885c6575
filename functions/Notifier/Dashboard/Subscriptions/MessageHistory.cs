using Notifier.Core.Deliveries;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Pages;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail;
using Notifier.Subscriptions;

namespace Notifier.Dashboard.Subscriptions;

/// <summary>The last messages of a subscription, each with why it came, in the language of its owner.</summary>
internal sealed class MessageHistory(SubscriptionDeliveries deliveries, WarningStore warnings)
{
    private const int Shown = 20;
    private const int MostLines = 10;

    public async Task<IReadOnlyList<MessageRow>> ReadAsync(StoredSubscription stored, string language, CancellationToken cancellation)
    {
        var rows = new List<MessageRow>();
        foreach (var delivery in await deliveries.OfAsync(stored.Id, cancellation, 2 * Shown))
        {
            // What a summary tells stands with the summary.
            if (delivery.Kind is DeliveryKind.Warning or DeliveryKind.Summary && delivery.State != DeliveryState.Summarised)
                rows.Add(await RowAsync(stored, delivery, language, cancellation));
        }

        return [.. rows.Take(Shown)];
    }

    private async Task<MessageRow> RowAsync(StoredSubscription stored, Delivery delivery, string language, CancellationToken cancellation)
    {
        var told = new List<StoredWarning>();
        foreach (var id in delivery.Kind == DeliveryKind.Warning ? [delivery.Warning] : delivery.Members.Take(MostLines))
        {
            if (await warnings.FindAsync(id, cancellation) is { } warning)
                told.Add(warning);
        }

        var because = told.Count == 0 ? [] : Explanations.OfDelivery(stored, told[0], delivery, null).Because;
        return new MessageRow(
            delivery.Created,
            [.. told.Select(warning => Line(warning.Warning, language)), .. delivery.Members.Count > MostLines ? [$"+ {delivery.Members.Count - MostLines}"] : Array.Empty<string>()],
            [.. because.Select(sentence => sentence.In(language))]);
    }

    private static string Line(Warning warning, string language)
    {
        var texts = MailTexts.For(language);
        return $"{warning.Period} {texts.Severity(warning.Severity)} {texts.Kind(warning.Kind)}{texts.Colon}{warning.RuleTitle} ({warning.Series})";
    }
}
