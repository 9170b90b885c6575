using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Documents;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules;

/// <summary>A rule file (one object or an array), read whole: the rules that are right, and a finding for everything that is not.</summary>
/// <param name="Rules">Empty where any finding is an error: nothing of a wrong document is used.</param>
public sealed record RuleDocument(IReadOnlyList<Rule> Rules, IReadOnlyList<Finding> Findings)
{
    public bool HasErrors => Findings.Any(finding => finding.Level == FindingLevel.Error);

    /// <param name="json">UTF-8 text of the file, with or without a byte order mark.</param>
    /// <param name="seriesUnit">Unit of a series, null where the series is unknown; without the function units and series are not judged.</param>
    /// <param name="seriesFrequency">Frequency of a series, null where it is not known; then grids are judged when they are read.</param>
    public static RuleDocument Parse(ReadOnlySpan<byte> json, Func<string, string?>? seriesUnit = null, Func<string, Frequency?>? seriesFrequency = null) =>
        Parse(json, seriesUnit, IndicatorCatalog.All, seriesFrequency);

    internal static RuleDocument Parse(
        ReadOnlySpan<byte> json, Func<string, string?>? seriesUnit, IReadOnlyList<IndicatorSyntax> catalog, Func<string, Frequency?>? seriesFrequency = null)
    {
        var (text, whole) = SourceText.Decode(json);
        var findings = new FindingLog(text);
        if (!whole)
            findings.Add(FindingCodes.InvalidUtf8, text.Length, "a byte that is not UTF-8: save the file as UTF-8");
        var document = whole ? LocatedJson.Read(text, findings) : null;
        var rules = document is null ? [] : new RuleReader(findings, catalog, seriesUnit, seriesFrequency).Read(document);
        return new(findings.Errors == 0 ? rules : [], findings.ToFindings());
    }
}
