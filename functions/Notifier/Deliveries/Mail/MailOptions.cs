using Microsoft.Extensions.Options;

namespace Notifier.Deliveries.Mail;

/// <summary>Section <c>Notifier</c>: how mail goes out.</summary>
internal sealed class MailOptions
{
    public const string Mailbox = "mailbox";
    public const string SendGrid = "sendgrid";
    public const string Smtp = "smtp";

    /// <summary>
    /// <c>Notifier__Email</c>: <c>mailbox</c>, the default, keeps mails in storage and shows them in the dashboard; <c>sendgrid</c> and <c>smtp</c> send them.
    /// </summary>
    public string Email { get; set; } = Mailbox;
}

internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        options.Email is "" or MailOptions.Mailbox or MailOptions.SendGrid or MailOptions.Smtp
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Notifier__Email: {MailOptions.Mailbox}, {MailOptions.SendGrid} or {MailOptions.Smtp}");
}
