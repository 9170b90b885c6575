using Notifier.Core.Warnings;

namespace Notifier.Deliveries.Chat;

/// <summary>What a message to a chat says, in the order in which it says it; each chat gives it its own form. Every text is plain: nothing in it is markup.</summary>
/// <param name="Severity">Gives the colour; null for what has none.</param>
/// <param name="Clear">All is clear again.</param>
/// <param name="Lines">A paragraph each.</param>
/// <param name="Foot">Why the group gets it.</param>
internal sealed record ChatContent(
    string Title, Severity? Severity, bool Clear, IReadOnlyList<string> Lines, IReadOnlyList<ChatButton> Buttons, string Foot);

/// <param name="Url">One of this service: a stranger's link is a line, never a button.</param>
internal sealed record ChatButton(string Text, string Url);
