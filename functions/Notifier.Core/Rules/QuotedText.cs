namespace Notifier.Core.Rules;

/// <summary>
/// A text argument or unit in quotes, as it stands in a condition: single quotes, which need no escape in JSON, or double
/// ones where it holds single ones; where it holds both, the single quote is doubled.
/// </summary>
public static class QuotedText
{
    public static string Quote(string text) =>
        text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal)
            ? $"\"{text}\""
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
