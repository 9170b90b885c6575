namespace Notifier.Deliveries.Mail;

/// <summary>A mail for many readers: what differs between them stands as tags in text and HTML.</summary>
/// <param name="Categories">For the statistics of a mail service.</param>
/// <param name="Picture">Shown in the HTML; null where there is none.</param>
internal sealed record MailTemplate(string Subject, string Text, string Html, IReadOnlyList<string> Categories, MailPicture? Picture = null)
{
    /// <summary>As one reader gets it.</summary>
    public WrittenMail For(MailReader reader) => new(
        reader.To, Subject, Filled(Text, reader), Filled(Html, reader), reader.Headers, Categories) { Picture = Picture };

    private static string Filled(string text, MailReader reader) =>
        reader.Substitutions.Aggregate(text, static (filled, slot) => filled.Replace(slot.Key, slot.Value, StringComparison.Ordinal));
}

/// <summary>Who gets a mail, and what is theirs in it.</summary>
/// <param name="Created">When the delivery was made: the same for every attempt.</param>
/// <param name="To">An address that <see cref="Core.Subscriptions.EmailAddress"/> has taken.</param>
/// <param name="Headers">Further headers, all of our own making.</param>
/// <param name="Substitutions">Tag and text, in HTML already escaped.</param>
internal sealed record MailReader(
    string DeliveryId,
    string Subscription,
    DateTimeOffset Created,
    string To,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Substitutions);

/// <summary>A picture within the HTML, which names it as <c>cid:</c> and its id.</summary>
internal sealed record MailPicture(string ContentId, byte[] Png)
{
    public const string Chart = "chart";

    /// <summary>For a reader without attachments: the HTML with the picture in it.</summary>
    public string InLine(string html) =>
        html.Replace($"cid:{ContentId}", "data:image/png;base64," + Convert.ToBase64String(Png), StringComparison.Ordinal);
}

/// <summary>A mail, ready to be sent by any e-mail channel.</summary>
/// <param name="Headers">Further headers, all of our own making.</param>
/// <param name="Categories">For the statistics of a mail service.</param>
internal sealed record WrittenMail(
    string To, string Subject, string Text, string Html, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> Categories)
{
    public MailPicture? Picture { get; init; }
}
