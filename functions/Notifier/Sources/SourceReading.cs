using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Sources;

/// <summary>An adapter for one kind of source. A new kind is one folder with a class of this interface, one registration line, and its tests.</summary>
internal interface ISource
{
    string Kind { get; }

    /// <summary>What is wrong with a definition of this kind, as (JSON pointer, message); empty where nothing is.</summary>
    IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition);

    /// <summary>Asks the source once. Failures are returned, not thrown, except cancellation.</summary>
    Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation);
}

/// <summary>How far a source was read.</summary>
/// <param name="LastPeriod">Newest period read, for sources that are asked from a date on.</param>
internal sealed record SourceCursor(string? ETag, DateTimeOffset? LastModified, Period? LastPeriod)
{
    public static SourceCursor Start { get; } = new(null, null, null);
}

/// <summary>What one poll brought: observations, entries, “not modified”, or a failure with its reason.</summary>
internal sealed record SourceReading(
    SourceCursor Cursor,
    IReadOnlyList<SeriesReading> Series,
    IReadOnlyList<Entry> Entries,
    bool NotModified = false,
    SourceFailure? Failure = null);

/// <param name="Observations">In any order.</param>
internal sealed record SeriesReading(Series Series, IReadOnlyList<Observation> Observations);

/// <param name="Detail">What was seen and what to do, without secrets and without the full URL.</param>
internal sealed record SourceFailure(SourceFailureReason Reason, string Detail, int? Status = null, TimeSpan? RetryAfter = null);

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
}
