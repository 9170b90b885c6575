using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;

namespace Notifier.Sources;

/// <summary>An adapter for one kind of source. A new kind is one folder with a class of this interface, one registration line, and its tests.</summary>
internal interface ISource
{
    /// <summary>The word in a definition, for example <c>csv</c>.</summary>
    string Kind { get; }

    /// <summary>True where it brings entries (policies), false where it brings observations (prices): decides which timer polls it.</summary>
    bool BringsEntries { get; }

    /// <summary>The same for one definition, where the kind can bring either.</summary>
    bool BringsEntriesBy(SourceDefinition definition) => BringsEntries;

    /// <summary>What is wrong with a definition of this kind, as (JSON pointer, message); empty where nothing is.</summary>
    IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition);

    /// <summary>Asks the source once. Failures are returned, not thrown, except cancellation.</summary>
    Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation);
}

/// <summary>How far a source was read.</summary>
/// <param name="LastPeriod">Newest period read, for sources that are asked from a date on.</param>
/// <param name="Marks">What else the adapter must remember, by a name of its own (GFEX: the contract that each series follows).</param>
internal sealed record SourceCursor(
    string? ETag,
    DateTimeOffset? LastModified,
    Period? LastPeriod,
    IReadOnlyDictionary<string, string>? Marks = null)
{
    public static SourceCursor Start { get; } = new(null, null, null);
}

/// <summary>What one poll brought: observations, entries, “not modified”, or a failure with its reason.</summary>
/// <param name="Cursor">As far as everything was read that <paramref name="Series"/> and <paramref name="Entries"/> hold.</param>
/// <param name="Series">With a failure: what was read before it, or beside it; it is kept.</param>
/// <param name="Failure">Null where all was read.</param>
/// <param name="More">True where the source holds more than one poll may ask for: it is polled again at once.</param>
internal sealed record SourceReading(
    SourceCursor Cursor,
    IReadOnlyList<SeriesReading> Series,
    IReadOnlyList<Entry> Entries,
    bool NotModified = false,
    SourceFailure? Failure = null,
    bool More = false)
{
    /// <summary>True where the source holds newer observations than the poll came to: a first history goes on with the next one.</summary>
    public bool IsBehind { get => field || More; init; }

    /// <summary>Items that were no entries: rows without title and link.</summary>
    public int Skipped { get; init; }

    /// <summary>What the source has and was not taken, with the place and the reason; the first of them. For people who try a definition.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>How many values cannot be read and were left out, with the first of them; null where none.</summary>
    public string? Unread { get; init; }

    /// <summary>Nothing was read: the cursor stays where it was.</summary>
    public static SourceReading Failed(SourceCursor cursor, SourceFailure failure) => new(cursor, [], [], Failure: failure);

    public static SourceReading Unchanged(SourceCursor cursor) => new(cursor, [], [], NotModified: true);
}

/// <param name="Observations">In any order.</param>
/// <param name="Notes">What else is to be known of a period, in words: the futures contract that its value is of.</param>
internal sealed record SeriesReading(
    Series Series,
    IReadOnlyList<Observation> Observations,
    IReadOnlyDictionary<Period, string>? Notes = null)
{
    /// <summary>What the values are checked for; null = as the unit of the series says.</summary>
    public QualityChecks? Checks { get; init; }

    /// <summary>Dated in the future: never evaluated, but put aside and shown.</summary>
    public IReadOnlyList<Observation> Ahead { get; init; } = [];

    /// <summary>Periods whose value a person says is right.</summary>
    public IReadOnlySet<Period>? Confirmed { get; init; }

    /// <summary>Periods whose value a person says is wrong.</summary>
    public IReadOnlySet<Period>? Rejected { get; init; }

    /// <summary>Id of the series whose values confirm these; null where there is none.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>False where the notes say something else than the futures contract: a change of them is no roll then.</summary>
    public bool NotesAreContracts { get; init; } = true;

    /// <summary>Where the futures contract changed, with what both settled at; in the order of time.</summary>
    public IReadOnlyList<Roll> Rolls { get; init; } = [];

    /// <summary>As <see cref="SourceReading.IsBehind"/>: what comes of a new series is only the beginning of its history. Null where nothing was read.</summary>
    public bool? IsBehind { get; init; }

    /// <summary>The polls before were behind and this one is not: a history that was being read is whole, even if nothing came last.</summary>
    public bool EndsHistory { get; init; }

    /// <summary>Whether it has anything for a series that is not known.</summary>
    public bool IsEmpty => Observations.Count + Ahead.Count == 0 && Rejected is null;

    public Screening Screening(DateTimeOffset now) =>
        new(Checks ?? QualityChecks.For(Series.Unit), now.UtcDateTime, NotesAreContracts ? Notes : null, Confirmed, Rejected, Rolls.Count > 0 ? Rolls : null);
}

/// <param name="Detail">What was seen and what to do, without secrets and without the full URL.</param>
internal sealed record SourceFailure(SourceFailureReason Reason, string Detail, int? Status = null, TimeSpan? RetryAfter = null)
{
    /// <summary>On one line: it stands in logs, and may quote a stranger.</summary>
    public string Detail { get; init; } = Detail.Any(char.IsControl) ? new([.. Detail.Select(static letter => char.IsControl(letter) ? ' ' : letter)]) : Detail;
}

/// <summary>Closed set, shared by logs, metrics and the API.</summary>
internal enum SourceFailureReason
{
    Unreachable,
    Timeout,
    Throttled,
    Blocked,
    Unauthorized,
    NotFound,
    ServerError,
    ClientError,
    TooLarge,
    NotTheFormat,
    Truncated,
    Empty,
    ErrorInBody,
    NotConfigured,

    /// <summary>The source states another unit than the definition.</summary>
    WrongUnit,
}

internal static class SourceFailureReasonText
{
    /// <summary>The word in logs, metrics and the API: camel case, for example <c>notTheFormat</c>.</summary>
    public static string Word(this SourceFailureReason reason)
    {
        var name = reason.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>True where trying again soon may help without anybody's doing.</summary>
    public static bool IsTransient(this SourceFailureReason reason) => reason is
        SourceFailureReason.Unreachable or SourceFailureReason.Timeout or SourceFailureReason.Throttled
        or SourceFailureReason.ServerError or SourceFailureReason.Truncated or SourceFailureReason.Empty
        or SourceFailureReason.ErrorInBody or SourceFailureReason.NotTheFormat;
}
