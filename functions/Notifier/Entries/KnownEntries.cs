using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Episodes;
using Notifier.Storage;

namespace Notifier.Entries;

/// <summary>
/// Row <c>cursor</c> of a source's entries: which were seen, with what text, and when they were published as first read. Replaced
/// with every commit, so that its ETag guards the outbox beside it.
/// </summary>
/// <param name="Commit">Number of the last commit.</param>
/// <param name="Entries">By the hash of their id.</param>
/// <param name="ETag">Null before the first commit.</param>
internal sealed record KnownEntries(string Source, long Commit, IReadOnlyDictionary<ulong, KnownEntry> Entries, ETag? ETag)
{
    /// <summary>Longer than any feed that was seen (the State Council's list has about 1,100 rows); 96 KB packed.</summary>
    public const int Most = 4000;

    private const int Size = 24;
    private const string Packed = "known";

    public static KnownEntries None(string source) => new(source, 0, new Dictionary<ulong, KnownEntry>(), null);

    public static KnownEntries Read(string source, TableEntity row)
    {
        var bytes = BinaryParts.Read(row, Packed) ?? [];
        var entries = new Dictionary<ulong, KnownEntry>(bytes.Length / Size);
        for (var at = 0; at + Size <= bytes.Length; at += Size)
        {
            var part = bytes.AsSpan(at, Size);
            entries[BinaryPrimitives.ReadUInt64LittleEndian(part)] = new(
                BinaryPrimitives.ReadUInt64LittleEndian(part[8..]),
                Period.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(part[16..])));
        }

        return new(source, row.GetInt64("commit") ?? 0, entries, row.ETag);
    }

    public TableTransactionAction Write()
    {
        var bytes = new byte[Entries.Count * Size];
        var at = 0;
        foreach (var (id, known) in Entries)
        {
            var part = bytes.AsSpan(at, Size);
            BinaryPrimitives.WriteUInt64LittleEndian(part, id);
            BinaryPrimitives.WriteUInt64LittleEndian(part[8..], known.Text);
            BinaryPrimitives.WriteInt64LittleEndian(part[16..], known.Published.Utc.Ticks);
            at += Size;
        }

        var row = new TableEntity(EntryKeys.StatePartition(Source), StateKeys.Cursor) { ["commit"] = Commit };
        BinaryParts.Write(row, Packed, bytes);
        return ETag is { } etag ? new(TableTransactionActionType.UpdateReplace, row, etag) : new(TableTransactionActionType.Add, row);
    }

    /// <summary>What is in a feed now stays known for as long as it stands there; of the rest the oldest go first.</summary>
    public KnownEntries With(IReadOnlyList<Entry> seen)
    {
        var next = seen.DistinctBy(entry => Id(entry)).Take(Most).ToDictionary(Id, entry => new KnownEntry(Text(entry), entry.Published));
        foreach (var (id, known) in Entries.OrderByDescending(pair => pair.Value.Published))
        {
            if (next.Count >= Most)
                break;
            next.TryAdd(id, known);
        }

        return this with { Entries = next };
    }

    public static ulong Id(Entry entry) => Hash(entry.Id);

    /// <summary>Of what a reader sees: a change of it is an update.</summary>
    public static ulong Text(Entry entry) => Hash($"{entry.Title}\n{entry.Link}\n{entry.Summary}\n{entry.Content}\n{entry.Updated}");

    private static ulong Hash(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <param name="Text">Hash of what a reader sees.</param>
/// <param name="Published">As first read: an update keeps its place.</param>
internal readonly record struct KnownEntry(ulong Text, Period Published);
