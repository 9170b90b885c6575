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
/// <param name="Feed">Hash of the address that was polled last; null where entries are posted.</param>
/// <param name="Extractor">What read it last; null where entries are posted, or before anybody noted it.</param>
/// <param name="IsFirstReading">Whether only a part of what was there before anybody watched is noted yet.</param>
/// <param name="Forgotten">Newest publication of those that were dropped for want of room.</param>
/// <param name="ETag">Null before the first write.</param>
internal sealed record KnownEntries(
    string Source, long Commit, IReadOnlyDictionary<ulong, KnownEntry> Entries, string? Feed, string? Extractor, bool IsFirstReading, Period? Forgotten, ETag? ETag)
{
    /// <summary>Longer than any feed that was seen (the State Council's list has about 1,100 rows); 128 KB packed.</summary>
    public const int Most = 4000;

    // Two readers of one page may take its date from two places.
    private static readonly TimeSpan SameTime = TimeSpan.FromDays(3);

    private const int Size = 32;
    private const string Packed = "entries";

    public static KnownEntries None(string source) => new(source, 0, new Dictionary<ulong, KnownEntry>(), null, null, false, null, null);

    public static KnownEntries Read(string source, TableEntity row)
    {
        var bytes = BinaryParts.Read(row, Packed) ?? [];
        var entries = new Dictionary<ulong, KnownEntry>(bytes.Length / Size);
        for (var at = 0; at + Size <= bytes.Length; at += Size)
        {
            var part = bytes.AsSpan(at, Size);
            entries[BinaryPrimitives.ReadUInt64LittleEndian(part)] = new(
                BinaryPrimitives.ReadUInt64LittleEndian(part[8..]),
                Period.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(part[16..])),
                BinaryPrimitives.ReadUInt64LittleEndian(part[24..]));
        }

        var forgotten = row.GetInt64("forgotten") is { } ticks ? Period.FromTicks(ticks) : (Period?)null;
        return new(source, row.GetInt64("commit") ?? 0, entries, row.GetString("feed"), row.GetString("extractor"), row.GetBoolean("first") ?? false, forgotten, row.ETag);
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
            BinaryPrimitives.WriteUInt64LittleEndian(part[24..], known.Title);
            at += Size;
        }

        var row = new TableEntity(EntryKeys.StatePartition(Source), StateKeys.Cursor) { ["commit"] = Commit, ["feed"] = Feed, ["extractor"] = Extractor, ["first"] = IsFirstReading, ["forgotten"] = Forgotten?.Utc.Ticks };
        BinaryParts.Write(row, Packed, bytes);
        return ETag is { } etag ? new(TableTransactionActionType.UpdateReplace, row, etag) : new(TableTransactionActionType.Add, row);
    }

    public bool HasTold(Entry entry) => Entries.TryGetValue(Id(entry), out var known) && !known.IsClaim;

    public bool HasChanged(Entry entry) => Entries.TryGetValue(Id(entry), out var known) && !known.IsClaim && known.Text != Text(entry);

    /// <summary>A feed that dates an entry anew, or not at all, does not move it.</summary>
    public Entry Settled(Entry entry) => Entries.TryGetValue(Id(entry), out var known) ? entry with { Published = known.Published } : entry;

    /// <summary>With entries that are about to be stored and told.</summary>
    public KnownEntries Claiming(IEnumerable<Entry> unclaimed)
    {
        var next = new Dictionary<ulong, KnownEntry>(Entries);
        foreach (var entry in unclaimed)
            next.TryAdd(Id(entry), new(KnownEntry.Claim, entry.Published, Title(entry)));
        return this with { Entries = next };
    }

    /// <summary>What is in a feed now stays known for as long as it stands there, and so do claims; of the rest the oldest go first.</summary>
    /// <param name="seen">Told, now or before.</param>
    /// <param name="isHistory">Of what was there before anybody watched.</param>
    /// <param name="isWhole">False where more of the same reading is to come: until then it is of the same kind.</param>
    public KnownEntries Telling(IEnumerable<Entry> seen, EntrySource source, bool isHistory = false, bool isWhole = true)
    {
        var next = seen.ToDictionary(Id, entry => new KnownEntry(Text(entry), entry.Published, Title(entry)));
        var left = new List<Period>();
        foreach (var (id, known) in Entries.Where(pair => !next.ContainsKey(pair.Key)).OrderByDescending(pair => pair.Value.IsClaim).ThenByDescending(pair => pair.Value.Published).ToList())
        {
            if (next.Count < Most)
                next.Add(id, known);
            else
                left.Add(known.Published);
        }

        return Forgetting(left) with 
        {
            Entries = next,
            Commit = Commit + 1,
            Feed = source.Feed is null || !isWhole ? Feed : FeedOf(source.Feed),
            Extractor = isWhole ? source.Extractor ?? Extractor : Extractor,
            IsFirstReading = isHistory && !isWhole,
        };
    }

    public KnownEntries Forgetting(IEnumerable<Period> left) =>
        left.Select(period => (Period?)period).Max() is { } newest && !(Forgotten >= newest) ? this with { Forgotten = newest } : this;

    /// <summary>An address may carry what is nobody's business.</summary>
    public static string FeedOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..32];

    public static ulong Id(Entry entry) => Hash(entry.Id);

    /// <summary>Of what a reader sees: a change of it is an update.</summary>
    public static ulong Text(Entry entry) => Math.Max(1, Hash($"{entry.Title}\n{entry.Link}\n{entry.Summary}\n{entry.Content}\n{entry.Updated}"));

    /// <summary>Whether an entry of this title and about this time is known, under whatever id.</summary>
    public bool HasSeen(Entry entry)
    {
        var title = Title(entry);
        return Entries.Values.Any(known => !known.IsClaim && known.Title == title && (known.Published - entry.Published).Duration() <= SameTime);
    }

    /// <summary>Whether an entry is of a day before the newest one that is known: another reader may find what the one before left out.</summary>
    public bool IsOlder(Entry entry) => Entries.Count > 0 && entry.Published.Date < Entries.Values.Max(known => known.Published).Date;

    private static ulong Title(Entry entry) => Hash(EntryWords.Fold(entry.Title));

    private static ulong Hash(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <param name="Text">Hash of what a reader sees; <see cref="Claim"/> where it was read and not yet told.</param>
/// <param name="Published">As first read: an update keeps its place.</param>
/// <param name="Title">Hash of the folded title.</param>
internal readonly record struct KnownEntry(ulong Text, Period Published, ulong Title)
{
    public const ulong Claim = 0;

    public bool IsClaim => Text == Claim;
}
