using System.Text;
using Azure.Data.Tables;
using Notifier.Core.Rules;
using Notifier.Storage;

namespace Notifier.Rules;

/// <summary>A rule as a row: its canonical JSON.</summary>
internal static class RuleRow
{
    private const string Content = "json";

    public static TableEntity Write(Rule rule)
    {
        var row = new TableEntity(RuleKeys.Partition, rule.Id);
        BinaryParts.Write(row, Content, Encoding.UTF8.GetBytes(rule.Json));
        return row;
    }

    /// <exception cref="InvalidDataException">The stored text is not a rule. Left out, its episodes would end as “rule removed”.</exception>
    public static StoredRule Read(TableEntity row)
    {
        var document = RuleDocument.Parse(BinaryParts.Read(row, Content));
        return document is { HasErrors: false, Rules: [var rule] }
            ? new StoredRule(rule, row.ETag.ToString())
            : throw new InvalidDataException($"stored rule '{row.RowKey}': {string.Join("; ", document.Findings.Select(finding => finding.Message))}");
    }
}
