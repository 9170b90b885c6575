using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Texts;
using Notifier.Core.Observations;

namespace Notifier.Sources.Items;

/// <summary>How much of a stranger's texts an entry keeps, and when it was published.</summary>
internal static class EntryLimits
{
    public const int Title = 500;
    public const int Summary = 4_000;
    public const int Content = 20_000;

    private const int Id = 1_000;

    // 10:30, 10时30分; seconds since 1970 are digits only.
    private static readonly SearchValues<char> OfTimes = SearchValues.Create(":：时時点點");

    /// <summary>Long ids may differ at their end only.</summary>
    public static string ShortId(string id) => id.Length <= Id ? id : TextCut.At(id, Id - 33) + "~" + Hash(id);

    /// <summary>Entries with ids of their own: where several have one link for an id, the title tells them apart.</summary>
    public static List<Entry> Distinct(IEnumerable<Entry> entries) =>
    [
        .. entries.GroupBy(entry => entry.Id).SelectMany(one => one.DistinctBy(entry => entry.Title).Count() == 1 || one.Key != one.First().Link
            ? one.Take(1)
            : one.DistinctBy(entry => entry.Title).Select(entry => entry with { Id = ShortId($"{entry.Link}#{Hash(entry.Title)}") })),
    ];

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    /// <summary>When something was published: a text without a time is a day, which is the same day everywhere.</summary>
    /// <param name="text">As it was written; null where nobody knows.</param>
    public static Period Published(DateTimeOffset read, string? text) =>
        text is not null && HasNoTime(text) ? Period.From(DateOnly.FromDateTime(read.DateTime)) : Period.From(read);

    private static bool HasNoTime(string text) =>
        !text.AsSpan().ContainsAny(OfTimes) && (text.Trim().Length == "yyyyMMdd".Length || !text.All(char.IsAsciiDigit));
}
