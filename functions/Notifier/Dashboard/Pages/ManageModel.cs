using Notifier.Dashboard.Subscriptions;

namespace Notifier.Dashboard.Pages;

/// <summary>The page on which the owner of a subscription sees and changes everything of it.</summary>
/// <param name="Query">Of every address on this page: the token.</param>
/// <param name="Version">Of the subscription that was shown: a change of another one is not overwritten.</param>
/// <param name="Notice">What was done just now, or what stands in the way; null where there is nothing to say.</param>
/// <param name="State">In a sentence; null where it is active.</param>
/// <param name="CanEnable">Whether its owner may switch it on again.</param>
/// <param name="IsAddress">Whether it is an e-mail subscription: then everything of the address is handed out and erased.</param>
/// <param name="Errors">By field.</param>
/// <param name="Messages">The last ones, newest first.</param>
public sealed record ManageModel(
    ManageTexts Texts, string Query, string Version, string Target, string? Notice, string? State, bool CanEnable, bool IsAddress,
    ManageForm Form, IReadOnlyDictionary<string, string> Errors,
    IReadOnlyList<Choice> Rules, IReadOnlyList<Choice> Series, IReadOnlyList<Choice> Topics, IReadOnlyList<Choice> Tags, IReadOnlyList<string> Zones,
    IReadOnlyList<MessageRow> Messages);

public sealed record Choice(string Value, string Text);

/// <param name="When">As it was made.</param>
/// <param name="Lines">What it told, one line each.</param>
/// <param name="Because">Sentences.</param>
public sealed record MessageRow(DateTimeOffset When, IReadOnlyList<string> Lines, IReadOnlyList<string> Because);
