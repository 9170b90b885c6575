namespace Notifier.Deliveries.Mail;

/// <summary>A mail, ready to be sent by any e-mail channel.</summary>
/// <param name="Headers">Further headers, all of our own making.</param>
/// <param name="Categories">For the statistics of a mail service.</param>
internal sealed record WrittenMail(
    string To, string Subject, string Text, string Html, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> Categories);
