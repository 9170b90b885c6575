using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Expressions;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Documents;

/// <summary>Reads a rule on series, with a ladder or in the short form of one threshold.</summary>
internal sealed class SeriesRuleReader(IReadOnlyList<IndicatorSyntax> catalog, Func<string, string?>? seriesUnit, Func<string, Frequency?>? seriesFrequency)
{
    private static readonly IReadOnlyList<string> CreationWords = ["tell", "arm"];

    private readonly SeriesSelectorReader _selectors = new(seriesUnit);

    public Rule Read(Fields fields, RuleHeader header)
    {
        var (series, units) = _selectors.Read(fields);
        var scope = new ExpressionScope(catalog, units, fields.Findings) { IsRule = true, Own = series, SeriesUnit = seriesUnit, SeriesFrequency = seriesFrequency };
        var tick = ReadTick(fields, out var tickOffset);
        var arm = fields.TakeWord("onCreate", CreationWords) == "arm";
        var ladder = ReadLadder(fields, scope);
        LadderWarnings.Report(ladder, fields.Findings);
        if (tick is not null && ladder.Count > 0 && !ladder.Any(rung => rung.Rung.ChangesWithTime))
            fields.Findings.Add(FindingCodes.IdleTick, tickOffset, "'tick' does nothing here: no indicator of this rule changes with time alone, as age and count do; remove it");
        return new(header.Id, header.Title, series, [.. ladder.Select(rung => rung.Rung)], header.Remind, tick, arm, header.Tags, Entry: null, Json: "") { Notes = header.Notes };
    }

    private static TimeSpan? ReadTick(Fields fields, out int offset)
    {
        offset = fields.OffsetOf("tick");
        return fields.TakeDuration("tick");
    }

    private static IReadOnlyList<LocatedRung> ReadLadder(Fields fields, ExpressionScope scope)
    {
        var threshold = RuleFieldNames.Thresholds.FirstOrDefault(fields.Has);
        if (threshold is not null && !fields.Has("ladder"))
            return ThresholdReader.Read(fields, threshold, scope);
        if (threshold is not null)
            RefuseThresholds(fields);
        return LadderReader.Read(fields, scope);
    }

    private static void RefuseThresholds(Fields fields)
    {
        foreach (var name in RuleFieldNames.Thresholds)
        {
            if (fields.Take(name) is { } member)
                fields.Findings.Add(FindingCodes.ConflictingFields, member.Offset, $"'{name}' and 'ladder' exclude each other: keep one of them");
        }
    }
}
