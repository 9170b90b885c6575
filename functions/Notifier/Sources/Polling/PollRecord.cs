using Azure;
using Notifier.Core.Observations;

namespace Notifier.Sources.Polling;

/// <summary>Row <c>poll</c> of a source: how far it was read and how the last polls went. Written last of all in a poll.</summary>
/// <param name="Version">ETag of the definition that the cursor belongs to: a changed definition is read from the start.</param>
/// <param name="LastAttempt">Beginning of the last poll.</param>
/// <param name="Failures">Polls that failed since the last good one.</param>
/// <param name="Failure">Why the last poll failed; null where it was good.</param>
/// <param name="Newest">Newest period or publication seen.</param>
/// <param name="NotBefore">The source asked not to be asked before.</param>
internal sealed record PollRecord(
    string Source,
    string Version,
    SourceCursor Cursor,
    DateTimeOffset? LastAttempt,
    DateTimeOffset? LastGood,
    int Failures,
    SourceFailure? Failure,
    Period? Newest,
    DateTimeOffset? NotBefore,
    ETag? ETag)
{
    /// <summary>Of the failures, how many of the last were of one sort: all passing, or all lasting.</summary>
    public int Alike { get; init; }

    /// <summary>Whether the source holds newer observations than were read (<see cref="SourceReading.IsBehind"/>).</summary>
    public bool IsBehind { get; init; }

    /// <summary>How long the last good poll took to ask, in real time; null where it was not measured.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>ETag of the definition that the last good poll was of.</summary>
    public string? GoodVersion { get; init; }

    /// <summary>Whether the definition as it is now was ever read well.</summary>
    public bool WasGood => LastGood is not null && GoodVersion == Version;

    public static PollRecord New(string source) => new(source, "", SourceCursor.Start, null, null, 0, null, null, null, null);

    /// <summary>The cursor to begin with.</summary>
    public SourceCursor CursorFor(string version) => version == Version ? Cursor : SourceCursor.Start;

    /// <param name="reading">With its failure; its cursor is as far as was read before that.</param>
    public PollRecord Failed(string version, SourceReading reading, DateTimeOffset began) => this with
    {
        Version = version,
        Cursor = reading.Cursor,
        IsBehind = IsBehind || reading.IsBehind,
        LastAttempt = began,
        Failures = (version == Version ? Failures : 0) + 1,
        Alike = version == Version && Failure?.Reason.IsTransient() == reading.Failure?.Reason.IsTransient() ? Alike + 1 : 1,
        Failure = reading.Failure,
        Newest = NewestOf(reading, NewestFor(version)),
        NotBefore = reading.Failure?.RetryAfter is { } wait ? began + (wait < PollDue.LongestWait ? wait : PollDue.LongestWait) : null,
    };

    public PollRecord Succeeded(string version, SourceReading reading, DateTimeOffset began, TimeSpan? took = null) => this with
    {
        Took = took,
        GoodVersion = version,
        Version = version,
        Cursor = reading.Cursor,
        IsBehind = reading.IsBehind,
        LastAttempt = began,
        LastGood = began,
        Failures = 0,
        Alike = 0,
        Failure = null,
        Newest = NewestOf(reading, NewestFor(version)),
        NotBefore = null,
    };

    /// <summary>After a race with another poll nobody can say whose answer was newer: the next one asks for everything.</summary>
    public PollRecord Unsure() => this with { Cursor = Cursor with { ETag = null, LastModified = null } };

    /// <summary>Of a changed definition nobody knows whether it brings what the one before brought.</summary>
    private Period? NewestFor(string version) => version == Version ? Newest : null;

    private static Period? NewestOf(SourceReading reading, Period? before) => reading.Series
        .SelectMany(series => series.Observations.Select(observation => (Period?)observation.Period))
        .Concat(reading.Entries.Select(entry => (Period?)entry.Published))
        .Append(before)
        .Max();
}
