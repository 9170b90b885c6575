using Notifier.Core.Warnings;
using Notifier.Deliveries.Mail.Charts;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Mail;

/// <summary>Writes the mails that every e-mail channel sends: subject, plain text, HTML, headers. What many readers get is written once.</summary>
internal sealed class MailWriter(ReaderLinks links, ChartPictures charts)
{
    /// <summary>What messages that share a mail have in common; null where a mail is one reader's alone.</summary>
    public static object? Key(ChannelMessage message)
    {
        var language = MailTexts.For(message.Subscription.Language).Language;
        return message.Kind switch
        {
            DeliveryKind.Warning => (message.Warning!.Warning.Id, language),
            // Times stand in it as the reader's clock shows them, with their day where it is another than that of the mail.
            DeliveryKind.Summary => (MailSummaryKey.Of(message.Summary!), language, message.Subscription.Zone, new LocalClock(message.Subscription.Zone, message.Created).Today),
            _ => null,
        };
    }

    /// <summary>One mail to one reader.</summary>
    public async Task<WrittenMail> WriteAsync(ChannelMessage message, CancellationToken cancellation)
    {
        var (template, readers) = await WriteAsync([message], cancellation);
        return template.For(readers[0]);
    }

    /// <param name="batch">Of one <see cref="Key"/>.</param>
    /// <returns>The mail, and its readers in their order.</returns>
    public async Task<(MailTemplate Template, IReadOnlyList<MailReader> Readers)> WriteAsync(IReadOnlyList<ChannelMessage> batch, CancellationToken cancellation)
    {
        var slots = new MailSlots();
        var template = await TemplateAsync(batch[0], slots, cancellation);
        var readers = new List<MailReader>(batch.Count);
        foreach (var message in batch)
            readers.Add(await links.ReaderAsync(message, template, slots, cancellation));
        return (template, readers);
    }

    private Task<MailTemplate> TemplateAsync(ChannelMessage message, MailSlots slots, CancellationToken cancellation)
    {
        var texts = MailTexts.For(message.Subscription.Language);
        return message.Kind switch
        {
            DeliveryKind.Warning => WarnAsync(message.Warning!.Warning, texts, slots, cancellation),
            DeliveryKind.Summary => SummariseAsync(message, texts, slots),
            DeliveryKind.Test => TestAsync(message, texts, slots),
            DeliveryKind.Notice => NoticeAsync(message, texts, cancellation),
            DeliveryKind.Confirmation => ConfirmAsync(message, texts, cancellation),
            _ => throw new InvalidOperationException($"a {message.Kind} is nothing to be mailed"),
        };
    }

    private async Task<MailTemplate> WarnAsync(Warning warning, MailTexts texts, MailSlots slots, CancellationToken cancellation)
    {
        var chart = await charts.FindAsync(warning, cancellation);
        var content = WarningContent.Of(
            warning, texts, slots.Because, new(links.Warning(warning.Id), slots.Manage, slots.Unsubscribe, CanBeSeen(warning) ? slots.Acknowledge : null), chart?.Content(texts));
        var html = await MailRenderer.RenderAsync<WarningMail>(nameof(WarningMail.Content), content);
        return new MailTemplate(content.Subject, PlainText.Of(content), html, ["warning", warning.Severity.Word()], chart?.Picture);
    }

    /// <summary>What ended needs nobody, and the dates of a measure are told once each.</summary>
    private static bool CanBeSeen(Warning warning) => warning.Entry is null && !Core.Warnings.Mutes.Unmuting.Ended(warning);

    private async Task<MailTemplate> SummariseAsync(ChannelMessage message, MailTexts texts, MailSlots slots)
    {
        var content = SummaryContent.Of(
            message.Summary!, message.Subscription, message.Created, links.Warning, texts, slots.Because, new(links.Warnings, slots.Manage, slots.Unsubscribe));
        var html = await MailRenderer.RenderAsync<SummaryMail>(nameof(SummaryMail.Content), content);
        return new MailTemplate(content.Subject, PlainText.Of(content), html, ["summary", message.Summary!.Severity.Word()]);
    }

    private async Task<MailTemplate> TestAsync(ChannelMessage message, MailTexts texts, MailSlots slots)
    {
        var content = new TestContent(texts, Because.Lines(message.Subscription, texts), slots.Because, new(links.Warnings, slots.Manage, slots.Unsubscribe));
        var html = await MailRenderer.RenderAsync<TestMail>(nameof(TestMail.Content), content);
        return new MailTemplate(texts.Sentences.TestSubject, PlainText.Of(content), html, ["test"]);
    }

    private async Task<MailTemplate> NoticeAsync(ChannelMessage message, MailTexts texts, CancellationToken cancellation)
    {
        var subscription = message.Subscription;
        var content = new NoticeContent(
            texts,
            SubscriptionView.Masked(subscription.Channel),
            texts.Disabled(message.Disabled ?? DisabledReason.Failing),
            Because.Lines(subscription, texts),
            await links.ManageAsync(subscription.Id, cancellation));
        var html = await MailRenderer.RenderAsync<NoticeMail>(nameof(NoticeMail.Content), content);
        return new MailTemplate(texts.Sentences.NoticeSubject, PlainText.Of(content), html, ["notice"]);
    }

    private async Task<MailTemplate> ConfirmAsync(ChannelMessage message, MailTexts texts, CancellationToken cancellation)
    {
        var subscription = message.Subscription;
        var content = new ConfirmationContent(texts, await links.ConfirmAsync(subscription.Id, cancellation), Because.Lines(subscription, texts));
        var html = await MailRenderer.RenderAsync<ConfirmationMail>(nameof(ConfirmationMail.Content), content);
        return new MailTemplate(texts.Sentences.ConfirmSubject, PlainText.Of(content), html, ["confirmation"]);
    }
}
