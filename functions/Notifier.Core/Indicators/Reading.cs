using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>What an indicator read at one moment: a finite number with what it was compared with, or why there is none.</summary>
/// <param name="Basis">The observation that the number was measured against (the low of the window, the base of a change).</param>
/// <param name="EnoughFrom">With <see cref="ReadingStatus.InsufficientHistory"/>: the first period at which the history is enough, if it can be told.</param>
/// <param name="Entries">Ids of the entries counted.</param>
/// <param name="Cited">Observations of other series that the number rests on.</param>
/// <param name="Cause">With <see cref="ReadingStatus.NoData"/> or <see cref="ReadingStatus.Error"/>: what is missing or wrong, in words.</param>
public readonly record struct Reading(
    ReadingStatus Status,
    double Number,
    Observation? Basis = null,
    Period? EnoughFrom = null,
    IReadOnlyList<string>? Entries = null,
    Phrase? Cause = null,
    IReadOnlyList<CitedObservation>? Cited = null)
{
    public static Reading NoObservation { get; } = NoData("no observation yet", "尚无数据");

    /// <summary>The English words of <see cref="Cause"/>.</summary>
    public string? Detail => Cause?.English;

    public static Reading Of(double number, Observation? basis = null, IReadOnlyList<string>? entries = null) =>
        double.IsFinite(number)
            ? new(ReadingStatus.Value, number, basis, Entries: entries)
            : Error("the result is not a finite number", "计算结果不是有限数");

    public static Reading NoData(string english, string chinese) => NoData(new Phrase(english, chinese));

    public static Reading NoData(Phrase cause) => new(ReadingStatus.NoData, double.NaN, Cause: cause);

    public static Reading InsufficientHistory(Period? enoughFrom) => new(ReadingStatus.InsufficientHistory, double.NaN, EnoughFrom: enoughFrom);

    public static Reading Error(string english, string chinese) => Error(new Phrase(english, chinese));

    public static Reading Error(Phrase cause) => new(ReadingStatus.Error, double.NaN, Cause: cause);
}

public enum ReadingStatus
{
    Value,
    NoData,
    InsufficientHistory,
    Error,
}
