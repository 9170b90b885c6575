using System.Security.Cryptography;

namespace Notifier.Deliveries.Mail;

/// <summary>
/// The tags that stand in a mail written for many, in the place of what differs from reader to reader. Each writing has tags of
/// its own, which nobody can guess: a stranger's title or link that named one would else be given the reader's own links.
/// </summary>
internal sealed class MailSlots
{
    private readonly string _nonce = RandomNumberGenerator.GetHexString(16, lowercase: true);

    public string Manage => Tag("manage");

    public string Unsubscribe => Tag("unsubscribe");

    public string Acknowledge => Tag("acknowledge");

    public MailSlot Because => new(Tag("because-text"), Tag("because-html"));

    // Of letters that no escaping changes.
    private string Tag(string name) => $"-{name}.{_nonce}-";
}
