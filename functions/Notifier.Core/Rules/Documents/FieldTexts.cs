using System.Text;
using Notifier.Core.Rules.Located;
using Notifier.Core.Warnings;

namespace Notifier.Core.Rules.Documents;

/// <summary>Texts, lists of texts and words from a list, as fields.</summary>
internal static class FieldTexts
{
    public const int MaximumLength = 200;

    /// <summary>Of one of <c>notes</c>, which enter no subject and no line.</summary>
    public const int NoteLength = 1_000;

    public static readonly IReadOnlyList<string> Severities = ["minor", "moderate", "severe", "extreme"];

    /// <summary>A text for people: on one line, not empty, at most <see cref="MaximumLength"/> characters.</summary>
    public static string? TakeTitle(this Fields fields, string name) =>
        fields.Take<LocatedString>(name, "a text") is { } text && IsLine(fields, name, text, MaximumLength) ? text.Text.Value : null;

    /// <summary>A list of texts; a single text counts as a list of one. Repeated ones are dropped.</summary>
    public static IReadOnlyList<LocatedString> TakeTexts(this Fields fields, string name, int longest = MaximumLength)
    {
        if (fields.Take(name) is not { } member)
            return [];
        if (member.Value is LocatedString single)
            return IsLine(fields, name, single, longest) ? [single] : [];
        if (member.Value is not LocatedArray list)
        {
            fields.WrongType(member, "a text or a list of texts");
            return [];
        }

        if (list.Items.Count == 0)
            fields.Findings.Add(FindingCodes.EmptyList, list.Offset, $"'{name}' is an empty list: add an item, or remove the field where it is optional");
        return [.. list.Items.Where(item => IsLineItem(fields, name, item, longest)).Cast<LocatedString>()];
    }

    public static string? TakeWord(this Fields fields, string name, IReadOnlyList<string> words) =>
        fields.Take<LocatedString>(name, $"one of {string.Join(", ", words)}") is { } text && IsWord(fields, name, text, words) ? text.Text.Value : null;

    public static Severity? TakeSeverity(this Fields fields, string name = "severity") =>
        SeverityText.TryParse(fields.TakeWord(name, Severities), out var severity) ? severity : null;

    public static bool IsWord(this Fields fields, string name, LocatedString text, IReadOnlyList<string> words)
    {
        if (words.Contains(text.Text.Value))
            return true;
        var hint = NearestName.Of(text.Text.Value, words) is { } nearest ? $"did you mean '{nearest}'?" : $"use {string.Join(", ", words)}";
        fields.Findings.Add(FindingCodes.UnknownWord, text.Offset, $"{Quoted.Name(text.Text.Value)} is no word for '{name}': {hint}");
        return false;
    }

    private static bool IsLineItem(Fields fields, string name, LocatedValue item, int longest)
    {
        if (item is LocatedString text)
            return IsLine(fields, name, text, longest);
        if (item is not LocatedFault)
            fields.Findings.Add(FindingCodes.WrongType, item.Offset, $"'{name}' takes texts, not {item.Kind}");
        return false;
    }

    // Such texts become subjects of mails and parts of lines: a line break in them would forge a header or a line.
    private static bool IsLine(Fields fields, string name, LocatedString text, int longest)
    {
        var value = text.Text.Value;
        var problem = string.IsNullOrWhiteSpace(value) ? "is empty: write something, or remove it"
            : value.Length > longest ? $"has more than {longest} characters: shorten it"
            : value.EnumerateRunes().Any(IsControl) ? "holds a control character: write it on one line"
            : null;
        if (problem is not null)
            fields.Findings.Add(FindingCodes.InvalidText, text.Offset, $"a text of '{name}' {problem}");
        return problem is null;
    }

    private static bool IsControl(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;
}
