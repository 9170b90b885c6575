using System.Globalization;

namespace Notifier.Core.Warnings;

/// <summary>A warning on one line: <c>DATE SEVERITY SERIES VALUE UNIT KIND REASON</c>. The reason begins with the severity's colour.</summary>
public static class WarningLine
{
    public static string Format(Warning warning)
    {
        var value = warning.Value.ToString("R", CultureInfo.InvariantCulture);
        var unit = warning.Unit.Length == 0 ? "-" : warning.Unit;
        return $"{warning.Period} {warning.Severity.Word()} {warning.Series} {value} {unit} {Episodes.TransitionKindText.Word(warning.Kind)} [{warning.Severity.Color()}] {OneLine(warning.Reason)}";
    }

    private static string OneLine(string text) =>
        string.Create(text.Length, text, static (target, source) =>
        {
            for (var index = 0; index < source.Length; index++)
                target[index] = char.IsControl(source[index]) ? ' ' : source[index];
        });
}
