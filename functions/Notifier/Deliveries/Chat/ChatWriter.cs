using System.Globalization;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Deliveries.Mail;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Chat;

/// <summary>Says what a group is told, in its language; the same for every chat.</summary>
internal sealed class ChatWriter(LinkTokens tokens, PublicLinks links)
{
    private const int LongestTitle = 200;
    private const int LongestReason = 1000;

    // More than that is not read in a chat; the link leads to all.
    private const int MostLines = 20;

    /// <returns>Null for what a chat is not told.</returns>
    public async Task<ChatContent?> WriteAsync(ChannelMessage message, CancellationToken cancellation) => message switch
    {
        { Warning: { } warning } => await WarningAsync(warning.Warning, message.Subscription, cancellation),
        { Summary: { } summary } => await SummaryAsync(summary, message.Subscription, cancellation),
        { Kind: DeliveryKind.Confirmation } => await ConfirmationAsync(message.Subscription, cancellation),
        { Kind: DeliveryKind.Test } => await TestAsync(message.Subscription, cancellation),
        _ => null,
    };

    private async Task<ChatContent> WarningAsync(Warning warning, Subscription to, CancellationToken cancellation)
    {
        var (texts, chat) = (MailTexts.For(to.Language), ChatTexts.For(to.Language));
        var buttons = new List<ChatButton> { new(texts.Sentences.SeeWarning, links.Warning(warning.Id)) };
        if (warning.Kind is TransitionKind.Opened or TransitionKind.Escalated or TransitionKind.Reminder)
            buttons.Add(new(chat.Acknowledge, links.Acknowledge(await tokens.CreateAcknowledgeAsync(to.Id, warning.Id, cancellation))));
        buttons.Add(await ManageAsync(to, texts, cancellation));
        return new ChatContent(
            ChatText.Plain(texts.Subject(warning.Severity, warning.RuleTitle, warning.Kind), LongestTitle),
            warning.Kind == TransitionKind.Resolved ? null : warning.Severity,
            warning.Kind == TransitionKind.Resolved,
            [.. Lines(warning, texts)],
            buttons,
            Because(to, texts, chat));
    }

    private async Task<ChatContent> SummaryAsync(WarningSummary summary, Subscription to, CancellationToken cancellation)
    {
        var (texts, chat) = (MailTexts.For(to.Language), ChatTexts.For(to.Language));
        List<string> lines = [.. summary.Lines.Take(MostLines).Select(line => Line(line, texts))];
        if (summary.Lines.Count > MostLines)
            lines.Add(chat.More(summary.Lines.Count - MostLines));
        return new ChatContent(
            ChatText.Plain(chat.Summary(summary, texts.Severity), LongestTitle),
            summary.Severity,
            summary.Lines.All(line => line.Resolved),
            lines,
            [new(texts.Sentences.SeeWarning, links.Warnings), await ManageAsync(to, texts, cancellation)],
            Because(to, texts, chat));
    }

    private async Task<ChatContent> ConfirmationAsync(Subscription to, CancellationToken cancellation)
    {
        var (texts, chat) = (MailTexts.For(to.Language), ChatTexts.For(to.Language));
        var link = links.Confirm(await tokens.CreateAsync(LinkPurpose.Confirm, to.Id, cancellation));
        return new ChatContent(
            chat.ConfirmTitle, null, false, [chat.ConfirmLead, .. WarningContent.BecauseOf(to.Match, texts).Select(line => ChatText.Plain(line, LongestReason))], [new(texts.Sentences.ConfirmButton, link)], chat.ConfirmFoot);
    }

    private async Task<ChatContent> TestAsync(Subscription to, CancellationToken cancellation)
    {
        var (texts, chat) = (MailTexts.For(to.Language), ChatTexts.For(to.Language));
        return new ChatContent(chat.TestTitle, null, false, [chat.TestLead], [await ManageAsync(to, texts, cancellation)], Because(to, texts, chat));
    }

    private async Task<ChatButton> ManageAsync(Subscription to, MailTexts texts, CancellationToken cancellation) =>
        new(texts.Sentences.Manage, links.Manage(await tokens.CreateAsync(LinkPurpose.Manage, to.Id, cancellation)));

    private static IEnumerable<string> Lines(Warning warning, MailTexts texts)
    {
        yield return ChatText.Plain(texts.Reason(warning.Reason, warning.ReasonZh), LongestReason);
        var labels = texts.Labels;
        if (warning.Entry is { } entry)
        {
            yield return $"{labels.Notice}{texts.Colon}{ChatText.Plain(entry.Title, LongestReason)}";
            if (entry.Link is { } link && Uri.TryCreate(link, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                yield return ChatText.Plain(link, LongestReason);
            yield return $"{labels.Published}{texts.Colon}{entry.Published}";
        }
        else
        {
            yield return $"{labels.Series}{texts.Colon}{warning.Series}{texts.Semicolon}{labels.Date}{texts.Colon}{warning.Period}{texts.Semicolon}{labels.Value}{texts.Colon}{Number(warning)}";
        }

        if (warning.AlreadySince is { } since)
            yield return $"{labels.AlreadySince}{texts.Colon}{since}";
    }

    /// <summary>One episode: what became of it, and the numbers of its last warning.</summary>
    private static string Line(EpisodeLine line, MailTexts texts)
    {
        var last = line.Last;
        var steps = string.Join(" → ", line.Warnings.Select(warning => texts.Kind(warning.Kind)));
        return ChatText.Plain(
            $"{texts.Severity(line.Severity)} {last.RuleTitle}{texts.Colon}{steps}{texts.Semicolon}{last.Period} {(last.Entry is { } entry ? entry.Title : $"{last.Series} {Number(last)}")}", LongestReason);
    }

    private static string Number(Warning warning) =>
        (warning.Value.ToString("#,0.##########", CultureInfo.InvariantCulture) + " " + ChatText.Plain(warning.Unit, 40)).TrimEnd();

    private static string Because(Subscription to, MailTexts texts, ChatTexts chat) =>
        ChatText.Plain($"{chat.Because} {string.Join(texts.Semicolon, WarningContent.BecauseOf(to.Match, texts))}", LongestReason);
}
