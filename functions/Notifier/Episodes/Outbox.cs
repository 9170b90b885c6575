using Azure.Data.Tables;
using Notifier.Core.Warnings;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>
/// The outbox rows of table State: the warnings of one series (or one source's entries) and one commit, written in the same
/// transaction as the state that they follow from. A row stands until its dispatch is done.
/// </summary>
internal static class Outbox
{
    public const string Prefix = "outbox|";

    /// <summary>When the row was written, by the application's clock: the sweep takes it up when it stands for too long.</summary>
    public const string Recorded = "recorded";

    private const string Content = "warnings";

    /// <summary><c>outbox|&lt;series&gt;|&lt;commit:D12&gt;</c>: one row per series and commit.</summary>
    /// <param name="seriesId">The series, or for entries the source.</param>
    /// <param name="commit">Rises with each commit of the partition.</param>
    public static TableEntity Row(string partition, string seriesId, long commit, IReadOnlyList<Warning> warnings, DateTimeOffset recorded)
    {
        var row = new TableEntity(partition, StateKeys.Outbox(seriesId, commit)) { [Recorded] = recorded };
        BinaryParts.Write(row, Content, WarningJson.WriteAll(warnings));
        return row;
    }

    /// <exception cref="InvalidDataException">The row holds no warnings.</exception>
    public static IReadOnlyList<Warning> Warnings(TableEntity row) =>
        WarningJson.ReadAll(BinaryParts.Read(row, Content) ?? throw new InvalidDataException($"outbox row '{row.PartitionKey}' '{row.RowKey}' holds no warnings"));
}
