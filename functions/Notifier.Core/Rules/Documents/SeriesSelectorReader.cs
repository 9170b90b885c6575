using Notifier.Core.Observations;
using Notifier.Core.Rules.Expressions;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Documents;

/// <summary>Reads <c>series</c>: ids, or prefixes that end with <c>*</c>, which name no single series and so are not looked up.</summary>
internal sealed class SeriesSelectorReader(Func<string, string?>? seriesUnit)
{
    public (IReadOnlyList<string> Selectors, SeriesUnits Units) Read(Fields fields)
    {
        fields.Missing("series", "\"series\": [\"lithium-carbonate-cn\"]");
        var (selectors, units) = (new List<string>(), new List<(string, string)>());
        foreach (var text in fields.TakeTexts("series"))
        {
            var selector = text.Text.Value;
            if (selectors.Contains(selector))
                fields.Findings.Add(FindingCodes.DuplicateSeries, text.Offset, $"'{selector}' stands twice in this rule: remove one");
            else if (IsSelector(fields.Findings, text))
                selectors.Add(selector);
            else
                continue;
            if (UnitOf(fields.Findings, text) is { } unit)
                units.Add((selector, unit));
        }

        return (selectors, new(units));
    }

    private static bool IsSelector(FindingLog findings, LocatedString text)
    {
        var selector = text.Text.Value;
        if (selector == "*" || Identifier.IsValid(selector.EndsWith('*') ? selector[..^1] : selector))
            return true;
        findings.Add(FindingCodes.InvalidId, text.Offset, $"{Quoted.Name(selector)} is no series: write {Identifier.Form}, or a prefix with '*' behind it");
        return false;
    }

    private string? UnitOf(FindingLog findings, LocatedString text)
    {
        if (seriesUnit is null || text.Text.Value.EndsWith('*'))
            return null;
        var unit = seriesUnit(text.Text.Value);
        if (unit is null)
            findings.Add(FindingCodes.MissingSeries, text.Offset, $"no source has a series '{text.Text.Value}': correct the id, or add its source first");
        return unit;
    }
}
