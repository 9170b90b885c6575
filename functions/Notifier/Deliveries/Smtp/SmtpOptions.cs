using Microsoft.Extensions.Options;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Mail;

namespace Notifier.Deliveries.Smtp;

/// <summary>Section <c>Smtp</c>; read where <c>Notifier__Email</c> is <c>smtp</c>.</summary>
internal sealed class SmtpOptions
{
    public const string StartTls = "starttls";
    public const string ImplicitTls = "tls";
    public const string None = "none";

    /// <summary><c>Smtp__Host</c>: the mail server. No default.</summary>
    public string Host { get; set; } = "";

    /// <summary><c>Smtp__Port</c>: 1 to 65535. Default 587, the port of submission.</summary>
    public int Port { get; set; } = 587;

    /// <summary><c>Smtp__User</c>: empty, the default, means that the server asks for no name.</summary>
    public string User { get; set; } = "";

    /// <summary><c>Smtp__Password</c>: of <see cref="User"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary><c>Smtp__From</c>: the sender's address. No default.</summary>
    public string From { get; set; } = "";

    /// <summary><c>Smtp__Tls</c>: <c>starttls</c>, the default; <c>tls</c> from the first byte (port 465); <c>none</c> for a server on this machine.</summary>
    public string Tls { get; set; } = StartTls;
}

/// <summary>Judges the settings at start, where they are used; the password is never repeated.</summary>
internal sealed class SmtpOptionsCheck(IOptions<MailOptions> mail) : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        if (mail.Value.Email != MailOptions.Smtp)
            return ValidateOptionsResult.Skip;
        var failures = new List<string>();
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            failures.Add("Smtp__Host: the name of the mail server is needed, because Notifier__Email is smtp");
        if (options.Port is < 1 or > 65535)
            failures.Add("Smtp__Port: 1 to 65535, usually 587");
        if (!EmailAddress.TryParse(options.From, out _, out var problem))
            failures.Add($"Smtp__From: the sender's address is needed: {problem}");
        if (options.Tls is not (SmtpOptions.StartTls or SmtpOptions.ImplicitTls or SmtpOptions.None))
            failures.Add("Smtp__Tls: starttls, tls or none");
        if (options.User.Length > 0 && options.Password.Length == 0)
            failures.Add("Smtp__Password: the password of Smtp__User is needed");
        if (options.User.Length > 0 && options.Tls == SmtpOptions.None)
            failures.Add("Smtp__Tls: a password is not sent without TLS");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
