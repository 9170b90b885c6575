using Azure.Data.Tables;
using Notifier.Core.Entries;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;
using Notifier.Episodes;

namespace Notifier.Entries;

/// <summary>As much of what is new as one transaction tells.</summary>
/// <param name="Entries">The first of what is new.</param>
/// <param name="Rows">Of the outbox.</param>
/// <param name="Warnings">How many they hold.</param>
internal sealed record EntryPart(IReadOnlyList<Entry> Entries, IReadOnlyList<TableEntity> Rows, int Warnings)
{
    // With the cursor below the 100 operations of a transaction.
    private const int MostRows = 90;
    private const int WarningsInRow = 8;
    private const int MostWarnings = MostRows * WarningsInRow;

    // A transaction holds 4 MiB as sent, in which binary is a third longer; the cursor takes 260 KB of it.
    private const int MostBytes = 2_500_000;

    /// <summary>By how much the number of the last commit rises.</summary>
    public int Commits => Math.Max(1, Rows.Count);

    /// <param name="rules">On entries.</param>
    public static EntryPart Of(EntryNews news, IReadOnlyList<Rule> rules, DateTimeOffset now)
    {
        if (rules.Count == 0 || news.IsHistory)
            return new(news.Fresh, [], 0);
        var (entries, warnings, bytes) = (new List<Entry>(), new List<Warning>(), 0);
        foreach (var entry in news.Fresh)
        {
            var told = Tellable(news, entry) ? EntryWarnings.Of(rules, entry).ToList() : [];
            var size = told.Count == 0 ? 0 : WarningJson.WriteAll(told).Length;
            if (entries.Count > 0 && (warnings.Count + told.Count > MostWarnings || bytes + size > MostBytes))
                break;
            entries.Add(entry);
            warnings.AddRange(told);
            bytes += size;
        }

        return new(entries, Outboxes(news.Known, warnings, now), warnings.Count);
    }

    /// <summary>What is older than what was forgotten may have been told before.</summary>
    private static bool Tellable(EntryNews news, Entry entry) => news.Known.Forgotten is not { } forgotten || entry.Published > forgotten;

    private static List<TableEntity> Outboxes(KnownEntries known, List<Warning> warnings, DateTimeOffset now) =>
    [
        .. warnings.Chunk(Math.Max(WarningsInRow, (warnings.Count / MostRows) + 1))
            .Select((some, index) => Outbox.Row(EntryKeys.StatePartition(known.Source), known.Source, known.Commit + 1 + index, some, now)),
    ];
}
