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
    public static StoredRule Read(TableEntity row) =>
        TryRead(row, out var problem) ?? throw new InvalidDataException($"stored rule '{row.RowKey}': {problem}. Put it anew or delete it: PUT or DELETE /api/rules/{row.RowKey} with If-Match: *");

    /// <returns>Null where the stored text is not a rule: then <paramref name="problem"/> says why.</returns>
    public static StoredRule? TryRead(TableEntity row, out string problem)
    {
        var document = RuleDocument.Parse(BinaryParts.Read(row, Content));
        problem = string.Join("; ", document.Findings.Select(finding => finding.Message));
        return document is { HasErrors: false, Rules: [var rule] } ? new StoredRule(rule, row.ETag.ToString()) : null;
    }
}
