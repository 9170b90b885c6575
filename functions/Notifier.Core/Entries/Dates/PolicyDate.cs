namespace Notifier.Core.Entries.Dates;

/// <summary>What a date in an announcement is for.</summary>
public enum PolicyDateKind
{
    /// <summary>Until then comments are taken.</summary>
    Deadline,

    /// <summary>From then on it applies.</summary>
    Effective,

    /// <summary>After that it no longer applies.</summary>
    Expiry,
}

/// <summary>A date of a measure as its text states it.</summary>
/// <param name="Date">Null where the text counts from the publication, or leaves out the year, and the publication is not known.</param>
/// <param name="DaysAfterPublication">Where the text counts from the publication: 0 for 自公布之日起施行.</param>
/// <param name="Start">In UTF-16 units of the original text.</param>
public sealed record PolicyDate(PolicyDateKind Kind, DateOnly? Date, int? DaysAfterPublication, string Text, int Start, int Length, string Sentence);

public static class PolicyDateKindText
{
    public static string Word(this PolicyDateKind kind) => kind switch
    {
        PolicyDateKind.Deadline => "deadline",
        PolicyDateKind.Effective => "effective",
        PolicyDateKind.Expiry => "expiry",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };
}
