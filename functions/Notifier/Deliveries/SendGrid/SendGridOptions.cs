using Microsoft.Extensions.Options;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Mail;

namespace Notifier.Deliveries.SendGrid;

/// <summary>Section <c>SendGrid</c>; read where <c>Notifier__Email</c> is <c>sendgrid</c>.</summary>
internal sealed class SendGridOptions
{
    public const string DefaultHost = "https://api.sendgrid.com";

    /// <summary><c>SendGrid__ApiKey</c>: a key that may send mail. No default.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary><c>SendGrid__From</c>: the sender's address, verified at SendGrid. No default.</summary>
    public string From { get; set; } = "";

    /// <summary><c>SendGrid__Host</c>: where its API is. Default <c>https://api.sendgrid.com</c>; a stand-in for tests, or the EU's host.</summary>
    public string? Host { get; set; }

    /// <summary><c>SendGrid__Sandbox</c>: SendGrid checks each mail and sends none. Default <c>false</c>.</summary>
    public bool Sandbox { get; set; }

    /// <summary>
    /// <c>SendGrid__WebhookKey</c>: the public key of the Event Webhook as SendGrid shows it, base64. Default: none, and then its events are not taken.
    /// </summary>
    public string? WebhookKey { get; set; }

    /// <summary>The host in effect: an empty setting, as in the sample, is the default.</summary>
    public string Url => string.IsNullOrEmpty(Host) ? DefaultHost : Host;
}

/// <summary>Judges the settings at start, where they are used; the key is never repeated.</summary>
internal sealed class SendGridOptionsCheck(IOptions<MailOptions> mail) : IValidateOptions<SendGridOptions>
{
    public ValidateOptionsResult Validate(string? name, SendGridOptions options)
    {
        var failures = new List<string>();
        if (!string.IsNullOrEmpty(options.WebhookKey) && !EventSignature.IsKey(options.WebhookKey))
            failures.Add("SendGrid__WebhookKey: the verification key as SendGrid shows it: base64 of a public key on P-256");
        if (mail.Value.Email != MailOptions.SendGrid)
            return failures.Count == 0 ? ValidateOptionsResult.Skip : ValidateOptionsResult.Fail(failures);
        if (string.IsNullOrWhiteSpace(options.ApiKey))
            failures.Add("SendGrid__ApiKey: a key that may send mail is needed, because Notifier__Email is sendgrid");
        if (!EmailAddress.TryParse(options.From, out _, out var problem))
            failures.Add($"SendGrid__From: the sender's address is needed: {problem}");
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var host) || host.Scheme is not ("https" or "http"))
            failures.Add($"SendGrid__Host: an absolute URL such as {SendGridOptions.DefaultHost}");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
