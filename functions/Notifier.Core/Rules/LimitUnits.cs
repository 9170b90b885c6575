using System.Text;
using System.Text.Json.Nodes;
using Notifier.Core.Observations;

namespace Notifier.Core.Rules;

/// <summary>Whether the limits of a rule are in the unit of a series that it selects, by name or by a prefix with <c>*</c>.</summary>
public static class LimitUnits
{
    /// <returns>What is wrong, as the beginning of a sentence: <c>series 'li' is in 'USD/t', not 'CNY/t'</c>; null where all limits fit.</returns>
    public static string? Mismatch(Rule rule, Series series)
    {
        // Conditions keep numbers alone; the text has the units, and its reader knows how to judge them.
        var alone = JsonNode.Parse(rule.Json)!;
        alone["series"] = new JsonArray(series.Id);
        var document = RuleDocument.Parse(Encoding.UTF8.GetBytes(alone.ToJsonString()), id => id == series.Id ? series.Unit : null);
        return document.Findings.FirstOrDefault(finding => finding.Code == FindingCodes.UnitMismatch.Word)?.Message.Split(": ")[0];
    }
}
