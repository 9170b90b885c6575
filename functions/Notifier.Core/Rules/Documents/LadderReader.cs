using Notifier.Core.Rules.Expressions;
using Notifier.Core.Rules.Located;
using Notifier.Core.Warnings;

namespace Notifier.Core.Rules.Documents;

/// <summary>A rung and the offset of its object, for findings about the ladder as a whole.</summary>
internal sealed record LocatedRung(Rung Rung, int Offset, int WhenOffset, int ClearOffset);

/// <summary>Reads <c>ladder</c>. The rungs may stand in any order: they are sorted by severity.</summary>
internal static class LadderReader
{
    public static IReadOnlyList<LocatedRung> Read(Fields fields, ExpressionScope scope)
    {
        fields.Missing("ladder", "\"ladder\": [{ \"severity\": \"severe\", \"when\": \"value > 500000\" }], or \"above\": 500000");
        var keepFiringFor = fields.TakeKeepFiringFor() ?? Persistence.OfCount(0);
        var list = fields.Take<LocatedArray>("ladder", "a list of rungs");
        fields.RefuseRest(RuleFieldNames.Ladder, RuleFieldNames.OutsideLadderRule);
        if (list is { Items.Count: 0 })
            fields.Findings.Add(FindingCodes.EmptyList, list.Offset, "a ladder needs a rung, for example { \"severity\": \"severe\", \"when\": \"value > 500000\" }");
        var severities = new HashSet<Severity>();
        var rungs = list?.Items.Select(item => ReadRung(item, keepFiringFor, severities, scope)).OfType<LocatedRung>() ?? [];
        return [.. rungs.OrderBy(rung => rung.Rung.Severity)];
    }

    private static LocatedRung? ReadRung(LocatedValue value, Persistence keepFiringFor, HashSet<Severity> severities, ExpressionScope scope)
    {
        if (value is not LocatedObject owner)
        {
            if (value is not LocatedFault)
                scope.Findings.Add(FindingCodes.WrongType, value.Offset, $"a rung is an object {{ … }}, not {value.Kind}");
            return null;
        }

        var fields = new Fields(owner, scope.Findings);
        fields.Missing("severity", "\"severity\": \"severe\"");
        fields.Missing("when", "\"when\": \"value > 500000\"");
        var severityOffset = fields.OffsetOf("severity");
        var severity = fields.TakeSeverity();
        if (severity is { } given && !severities.Add(given))
            scope.Findings.Add(FindingCodes.DuplicateSeverity, severityOffset, $"a rung '{given.Word()}' stands above: join their conditions with 'or', or change one severity");
        var rung = ReadBehaviour(fields, severity ?? default, keepFiringFor, scope);
        fields.RefuseRest(RuleFieldNames.Rung, RuleFieldNames.OutsideRung);
        return rung is null || severity is null ? null : rung;
    }

    private static LocatedRung? ReadBehaviour(Fields fields, Severity severity, Persistence keepFiringFor, ExpressionScope scope)
    {
        var (whenOffset, clearOffset) = (fields.OffsetOf("when"), fields.OffsetOf("clear"));
        var when = fields.TakeCondition("when", scope);
        var clear = fields.TakeCondition("clear", scope);
        var since = fields.TakeFor() ?? Persistence.OfCount(1);
        var keep = fields.TakeKeepFiringFor() ?? keepFiringFor;
        return when is null ? null : new(new(severity, when, ConditionText.Format(when), clear, since, keep), fields.Offset, whenOffset, clearOffset);
    }

    public static Condition? TakeCondition(this Fields fields, string name, ExpressionScope scope) =>
        fields.Take<LocatedString>(name, "a condition as a text, for example \"value > 500000\"") is { } text
            ? ConditionParser.Parse(text.Text, scope)
            : null;
}
