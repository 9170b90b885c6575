using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Notifier.Core.Warnings;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Mail;

/// <summary>Writes the mails that every e-mail channel sends: subject, plain text, HTML, headers.</summary>
internal sealed class MailWriter(IServiceProvider services, ILoggerFactory loggers, LinkTokens tokens, PublicLinks links)
{
    public Task<Mail> WriteAsync(ChannelMessage message, CancellationToken cancellation) =>
        message.Warning is { } warning ? WarnAsync(message, warning.Warning, cancellation) : ConfirmAsync(message, cancellation);

    private async Task<Mail> WarnAsync(ChannelMessage message, Warning warning, CancellationToken cancellation)
    {
        var subscription = message.Subscription;
        var unsubscribe = links.Unsubscribe(await tokens.CreateAsync(LinkPurpose.Unsubscribe, subscription.Id, cancellation));
        var manage = links.Manage(await tokens.CreateAsync(LinkPurpose.Manage, subscription.Id, cancellation));
        var content = WarningContent.Of(warning, subscription, new(links.Warning(warning.Id), manage, unsubscribe));
        var headers = new Dictionary<string, string>
        {
            // One-click: RFC 8058 wants both.
            ["List-Unsubscribe"] = $"<{unsubscribe}>",
            ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
        };
        var html = await RenderAsync<WarningMail>(nameof(WarningMail.Content), content);
        return new Mail(subscription.Channel.Target, content.Subject, PlainText.Of(content), html, headers, ["warning", warning.Severity.Word()]);
    }

    private async Task<Mail> ConfirmAsync(ChannelMessage message, CancellationToken cancellation)
    {
        var subscription = message.Subscription;
        var link = links.Confirm(await tokens.CreateAsync(LinkPurpose.Confirm, subscription.Id, cancellation));
        var texts = MailTexts.For(subscription.Language);
        var content = new ConfirmationContent(texts, link, WarningContent.BecauseOf(subscription.Match, texts));
        var html = await RenderAsync<ConfirmationMail>(nameof(ConfirmationMail.Content), content);
        return new Mail(subscription.Channel.Target, texts.Sentences.ConfirmSubject, PlainText.Of(content), html, new Dictionary<string, string>(), ["confirmation"]);
    }

    private async Task<string> RenderAsync<TComponent>(string parameter, object content)
        where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [parameter] = content });
            return (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString();
        });
    }
}
