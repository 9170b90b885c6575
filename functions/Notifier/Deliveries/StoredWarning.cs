using Azure.Data.Tables;
using Notifier.Core.Warnings;

namespace Notifier.Deliveries;

/// <summary>A warning and when it was recorded.</summary>
internal sealed record StoredWarning(Warning Warning, DateTimeOffset Recorded)
{
    public TableEntity ToRow() => new(WarningKeys.Month(Recorded), WarningKeys.Row(Recorded, Warning.Id))
    {
        [nameof(Warning.Rule)] = Warning.Rule,
        [nameof(Warning.Series)] = Warning.Series,
        [nameof(Recorded)] = Recorded,
        [nameof(Warning)] = WarningJson.Write(Warning),
    };

    public static StoredWarning FromRow(TableEntity row) =>
        new(WarningJson.Read(row.GetBinary(nameof(Warning))), row.GetDateTimeOffset(nameof(Recorded))!.Value);
}

/// <param name="Next">Cursor of the next page; null at the end.</param>
internal sealed record WarningPage(IReadOnlyList<StoredWarning> Warnings, string? Next);
