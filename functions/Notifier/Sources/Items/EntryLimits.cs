using System.Security.Cryptography;
using System.Text;
using Notifier.Core.Observations;

namespace Notifier.Sources.Items;

/// <summary>How much of a stranger's texts an entry keeps, and when it was published.</summary>
internal static class EntryLimits
{
    public const int Title = 500;
    public const int Summary = 4_000;
    public const int Content = 20_000;

    private const int Id = 1_000;

    /// <summary>Long ids may differ at their end only.</summary>
    public static string ShortId(string id) => id.Length <= Id ? id : Cut(id, Id - 33) + "~" + Hash(id);

    /// <summary>Never between the halves of a character.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    /// <summary>Midnight by its own clock is a day without a time, which is the same day everywhere.</summary>
    public static Period Published(DateTimeOffset written) =>
        written.TimeOfDay == TimeSpan.Zero ? Period.From(DateOnly.FromDateTime(written.DateTime)) : Period.From(written);
}
