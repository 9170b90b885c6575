using System.Globalization;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Expressions;
using Notifier.Core.Rules.Located;
using Notifier.Core.Warnings;

namespace Notifier.Core.Rules.Documents;

/// <summary>Reads the short form: <c>above</c>, <c>below</c> or <c>multiple</c> instead of a ladder becomes a ladder of one rung.</summary>
internal static class ThresholdReader
{
    private const string DefaultWindow = "365d";

    public static IReadOnlyList<LocatedRung> Read(Fields fields, string threshold, ExpressionScope scope)
    {
        var severity = fields.TakeSeverity() ?? Severity.Severe;
        var since = fields.TakeFor() ?? Persistence.OfCount(1);
        var keep = fields.TakeKeepFiringFor() ?? Persistence.OfCount(0);
        var (whenOffset, clearOffset) = (fields.OffsetOf(threshold), fields.OffsetOf("clear"));
        var clear = fields.TakeCondition("clear", scope);
        var when = ReadWhen(fields, threshold, scope);
        RefuseOthers(fields, threshold);
        fields.RefuseRest(RuleFieldNames.Short, RuleFieldNames.OutsideShortRule);
        return when is null ? [] : [new(new(severity, when, ConditionText.Format(when), clear, since, keep), fields.Offset, whenOffset, clearOffset)];
    }

    private static Condition? ReadWhen(Fields fields, string threshold, ExpressionScope scope)
    {
        var window = threshold == "multiple" ? ReadWindow(fields) : null;
        if (fields.Take(threshold) is not { } member)
            return null;
        if (member.Value is LocatedNumber number)
            return ConditionParser.Parse(LocatedText.At(number.Offset, Expand(threshold, number.Text, window)), scope);
        if (member.Value is LocatedString text && threshold != "multiple")
            return ReadLimit(text.Text, threshold, scope);
        fields.WrongType(member, threshold == "multiple" ? "a number, for example 2" : "a number, or one with its unit as a text (\"500000 CNY/t\")");
        return null;
    }

    private static Comparison? ReadLimit(LocatedText limit, string threshold, ExpressionScope scope)
    {
        var condition = ConditionParser.Parse(limit.Behind(Expand(threshold, "", window: null)), scope);
        if (condition is And or Or)
            scope.Findings.Add(FindingCodes.UnexpectedText, limit.OffsetAt(0), $"'{threshold}' takes one number with its unit: write a ladder for more");
        return condition as Comparison;
    }

    private static string Expand(string threshold, string number, string? window) => threshold switch
    {
        "above" => $"value > {number}",
        "below" => $"value < {number}",
        _ => $"multiple(min, {window}) >= {number}",
    };

    private static string ReadWindow(Fields fields)
    {
        if (fields.Take("window") is not { } member)
            return DefaultWindow;
        switch (member.Value)
        {
            case LocatedString text when DurationText.TryParse(text.Text.Value, out var duration) && duration > TimeSpan.Zero:
                return text.Text.Value;
            case LocatedNumber number when number.Value is >= 1 and <= int.MaxValue && double.IsInteger(number.Value):
                return number.Value.ToString("0", CultureInfo.InvariantCulture);
            case LocatedString or LocatedNumber:
                fields.Findings.Add(FindingCodes.InvalidWindow, member.Value.Offset, $"this is not a window: write {DurationText.Form}, or a number of observations from 1");
                return DefaultWindow;
            default:
                fields.WrongType(member, "a duration (\"365d\") or a number of observations (52)");
                return DefaultWindow;
        }
    }

    private static void RefuseOthers(Fields fields, string threshold)
    {
        foreach (var name in RuleFieldNames.Thresholds)
        {
            if (fields.Take(name) is { } member)
                fields.Findings.Add(FindingCodes.ConflictingFields, member.Offset, $"'{threshold}' and '{name}' exclude each other: keep one, or write a ladder whose condition joins them");
        }

        if (fields.Take("window") is { } window)
            fields.Findings.Add(FindingCodes.MisplacedField, window.Offset, $"'window' belongs to 'multiple', not to '{threshold}': remove it");
    }
}
