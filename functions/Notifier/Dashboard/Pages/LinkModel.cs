namespace Notifier.Dashboard.Pages;

/// <summary>A page behind a link of a mail.</summary>
/// <param name="What">What the subscription is about, one line each.</param>
/// <param name="Button">Null where there is nothing to do.</param>
/// <param name="Action">Where the button posts to.</param>
public sealed record LinkModel(string Language, string Title, string Lead, IReadOnlyList<string> What, string? Button, string? Action);
