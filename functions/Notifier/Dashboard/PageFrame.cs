namespace Notifier.Dashboard;

/// <summary>What is around every page.</summary>
/// <param name="Mailbox">Whether there is a mailbox to show to this visitor.</param>
/// <param name="Operator">Whether this visitor may see deliveries.</param>
/// <param name="Current">Address of the page's place in the navigation.</param>
public sealed record PageFrame(bool Mailbox, string Current, bool Operator = false)
{
    /// <summary>For pages that strangers see: nothing leads further in.</summary>
    public static PageFrame Bare { get; } = new(false, "");
}
