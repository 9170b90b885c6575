using Notifier.Core.Subscriptions;
using Notifier.Outgoing;

namespace Notifier.Subscriptions;

/// <summary>Judges a request: to a channel with terms, or to everything that is wrong with it.</summary>
internal sealed class SubscriptionRequestCheck
{
    private const int LongestSecret = 200;

    private readonly List<RequestProblem> _problems = [];
    private readonly bool _allowPrivate;

    private SubscriptionRequestCheck(bool allowPrivate) => _allowPrivate = allowPrivate;

    /// <param name="allowPrivate">Whether webhooks may be http and on this machine.</param>
    /// <param name="problems">Empty where the result is not null.</param>
    public static CheckedRequest? Judge(SubscriptionRequest request, bool allowPrivate, out IReadOnlyList<RequestProblem> problems)
    {
        var check = new SubscriptionRequestCheck(allowPrivate);
        var (channel, address) = check.Channel(request.Channel);
        var terms = TermsCheck.Judge(request.ToTerms(), check._problems);
        problems = check._problems;
        return problems.Count == 0 ? new CheckedRequest(channel!, address, terms) : null;
    }

    private (Channel? Channel, EmailAddress? Address) Channel(ChannelRequest? channel)
    {
        switch (channel?.Type)
        {
            case "email":
                Refuse(("/channel/url", channel.Url), ("/channel/form", channel.Form), ("/channel/secret", channel.Secret), ("/channel/contact", channel.Contact));
                if (EmailAddress.TryParse(channel.Address, out var address, out var problem))
                    return (new Channel(ChannelType.Email, address.ToString()), address);
                Problem("/channel/address", problem);
                return default;
            case "webhook":
                Refuse(("/channel/address", channel.Address), ("/channel/secret", channel.Secret));
                return (new Channel(ChannelType.Webhook, Url(channel.Url)) { Form = Form(channel.Form), Contact = Contact(channel.Contact) }, null);
            case "feishu":
                Refuse(("/channel/address", channel.Address), ("/channel/form", channel.Form));
                return (new Channel(ChannelType.Feishu, Bot(channel.Url), Secret(channel.Secret)) { Contact = Contact(channel.Contact) }, null);
            default:
                Problem("/channel/type", "give email, webhook or feishu");
                return default;
        }
    }

    private string Url(string? text)
    {
        if (!WebhookUrl.TryParse(text, _allowPrivate, out var url, out var problem))
            Problem("/channel/url", problem);
        else if (Verdict(url, text!) is { Allowed: false } verdict)
            Problem("/channel/url", $"this address is not reached from here ({verdict.Reason}): give one on the public internet");
        return url?.Value.AbsoluteUri ?? "";
    }

    private string Bot(string? text)
    {
        var url = Url(text);
        if (WebhookUrl.TryParse(url, _allowPrivate, out var bot, out _) && FeishuBot.Problem(bot, _allowPrivate) is { Length: > 0 } problem)
            Problem("/channel/url", problem);
        return url;
    }

    /// <summary>On one machine receivers listen on any port; to the internet the whole address is judged.</summary>
    private AddressVerdict Verdict(WebhookUrl url, string written) => _allowPrivate
        ? new AddressGuard(_allowPrivate).JudgeName(url.Host)
        : new UrlGuard(new AddressGuard(_allowPrivate)).Judge(written, null);

    private WebhookForm Form(string? word)
    {
        switch (word)
        {
            case null or "native":
                return WebhookForm.Native;
            case "cloudevents":
                return WebhookForm.CloudEvents;
            default:
                Problem("/channel/form", "give native or cloudevents");
                return WebhookForm.Native;
        }
    }

    private string? Secret(string? text)
    {
        if (text is not null && (text.Length is 0 or > LongestSecret || text.Any(letter => letter is <= ' ' or > '~')))
            Problem("/channel/secret", "the signing secret as the bot's page shows it, without spaces");
        return text;
    }

    private string? Contact(string? text)
    {
        if (text is null)
            return null;
        if (EmailAddress.TryParse(text, out var address, out var problem))
            return address.ToString();
        Problem("/channel/contact", problem);
        return null;
    }

    private void Refuse(params ReadOnlySpan<(string Pointer, string? Value)> others)
    {
        foreach (var (pointer, value) in others)
        {
            if (value is not null)
                Problem(pointer, Belongs(pointer));
        }
    }

    private static string Belongs(string pointer) => pointer switch
    {
        "/channel/address" => "belongs to e-mail",
        "/channel/form" => "belongs to a webhook",
        "/channel/secret" => "belongs to a Feishu bot; a webhook's secret is made here and shown in the answer",
        _ => "belongs to a webhook or a bot",
    };

    private void Problem(string pointer, string message) => _problems.Add(new RequestProblem(pointer, message));
}

/// <summary>A request that holds.</summary>
/// <param name="Channel">Without the secret of a webhook, which is made later.</param>
/// <param name="Address">Of an e-mail channel; null for the others.</param>
internal sealed record CheckedRequest(Channel Channel, EmailAddress? Address, SubscriptionTerms Terms);
