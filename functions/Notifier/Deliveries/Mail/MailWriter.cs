using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Notifier.Core.Warnings;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Mail;

/// <summary>Writes the mails that every e-mail channel sends: subject, plain text, HTML, headers.</summary>
internal sealed class MailWriter(LinkTokens tokens, PublicLinks links)
{
    // Mails use nothing of the application's pages, and are also written where there is no web server.
    private static readonly ServiceProvider Services = new ServiceCollection()
        // Chinese stays Chinese: as entities a mail is three times as long.
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public Task<WrittenMail> WriteAsync(ChannelMessage message, CancellationToken cancellation) =>
        message.Warning is { } warning ? WarnAsync(message, warning.Warning, cancellation) : ConfirmAsync(message, cancellation);

    private async Task<WrittenMail> WarnAsync(ChannelMessage message, Warning warning, CancellationToken cancellation)
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
        return new WrittenMail(subscription.Channel.Target, content.Subject, PlainText.Of(content), html, headers, ["warning", warning.Severity.Word()]);
    }

    private async Task<WrittenMail> ConfirmAsync(ChannelMessage message, CancellationToken cancellation)
    {
        var subscription = message.Subscription;
        var link = links.Confirm(await tokens.CreateAsync(LinkPurpose.Confirm, subscription.Id, cancellation));
        var texts = MailTexts.For(subscription.Language);
        var content = new ConfirmationContent(texts, link, WarningContent.BecauseOf(subscription.Match, texts));
        var html = await RenderAsync<ConfirmationMail>(nameof(ConfirmationMail.Content), content);
        return new WrittenMail(subscription.Channel.Target, texts.Sentences.ConfirmSubject, PlainText.Of(content), html, new Dictionary<string, string>(), ["confirmation"]);
    }

    private static async Task<string> RenderAsync<TComponent>(string parameter, object content)
        where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [parameter] = content });
            return (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString();
        });
    }
}
