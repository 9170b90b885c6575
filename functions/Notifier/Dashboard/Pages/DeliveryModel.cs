namespace Notifier.Dashboard.Pages;

/// <summary>What was given up, with a button that sends it again.</summary>
/// <param name="Form">Name and value of the field that proves that the page was ours.</param>
/// <param name="Replayed">Whether one was just sent again.</param>
/// <param name="Older">Address of the next page; null at the end.</param>
public sealed record DeadLettersModel(
    PageFrame Frame, DateTimeOffset Now, IReadOnlyList<DeliveryRow> Rows, KeyValuePair<string, string> Form, bool Replayed, string? Older);

/// <param name="Id">As the API names it.</param>
/// <param name="Target">Masked.</param>
/// <param name="Due">When it is tried next, or until when it is held.</param>
public sealed record DeliveryRow(
    string Id, string Target, string Kind, string? Warning, string? Title, string State, DateTimeOffset? Due, DateTimeOffset Created, IReadOnlyList<AttemptRow> Attempts);

public sealed record AttemptRow(int Number, DateTimeOffset At, string Result, string Reason, int? Status, int Milliseconds);
