using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Notifier.Core.Entries.Dates;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Entries.Lineages;

/// <summary>One measure through its stages and copies, and the episodes of the rules that tell of it.</summary>
/// <param name="Id">32 hexadecimal digits, derived from its first entry.</param>
/// <param name="Zone">IANA time zone of its first source: its days begin and end there.</param>
/// <param name="Stage">The furthest that an entry announced; null before any did.</param>
/// <param name="StageSince">When the entry was published that brought it there.</param>
/// <param name="Parts">Its entries, the newest <see cref="MostParts"/>, in the order in which they came.</param>
/// <param name="Dates">Deadline, coming into force, expiry: of each kind the one that was said last.</param>
/// <param name="Episodes">By rule id.</param>
/// <param name="Commit">How often it changed.</param>
public sealed record Lineage(
    string Id,
    string Zone,
    Stage? Stage,
    Period StageSince,
    IReadOnlyList<LineagePart> Parts,
    IReadOnlyList<EntryDate> Dates,
    IReadOnlyDictionary<string, LineageEpisode> Episodes,
    long Commit)
{
    public const int MostParts = 24;

    public static Lineage Of(Entry entry, string zone) => new(
        IdOf(entry), zone, null, entry.Published, [], [], new Dictionary<string, LineageEpisode>(), 0);

    public LineagePart? PartOf(Entry entry) => Parts.FirstOrDefault(part => part.Source == entry.Source && part.Id == entry.Id);

    /// <summary>The entry that brought the measure where it is.</summary>
    [JsonIgnore]
    public LineagePart Newest => Parts.LastOrDefault(part => part.Stage is not null && part.Stage == Stage) ?? Parts[^1];

    public DateOnly? DateOf(PolicyDateKind kind) => Dates.FirstOrDefault(date => date.Kind == kind)?.Date;

    /// <summary>Of the lineage that begins with an entry.</summary>
    public static string IdOf(Entry entry) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{entry.Source}/{entry.Id}")))[..32];
}

/// <summary>One entry of a measure.</summary>
/// <param name="Text">Hash of what a reader sees.</param>
/// <param name="Numbers">Of its document, as keys; null where nobody read them.</param>
public sealed record LineagePart(
    string Source, string Id, string Title, string? Link, Period Published, Stage? Stage, string Text, IReadOnlyList<string>? Numbers = null);

/// <summary>What was told of a measure by one rule.</summary>
/// <param name="Number">Rises with each episode of the rule on this measure, from 1.</param>
/// <param name="Sequence">Of its last warning.</param>
/// <param name="Shown">Day up to which the calendar of the measure was looked at.</param>
public sealed record LineageEpisode(
    int Number, int Sequence, Severity Severity, Period OpenedAt, bool IsOpen, DateOnly Shown, IReadOnlyList<string> Topics)
{
    /// <summary>The rule as it was when it last told: what is said of the episode once the rule is gone.</summary>
    public string Title { get; init; } = "";

    public string Version { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What was told last.</summary>
    public string Reason { get; init; } = "";
}
