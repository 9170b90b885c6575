using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Rules;

/// <summary>The outcome of one rung at one period, with the numbers and the reason.</summary>
/// <param name="Reason">One sentence: the numbers of the comparisons that decided, or what is missing and when it will be enough.</param>
/// <param name="Observations">The observations that the reason names, oldest first.</param>
/// <param name="Entries">Ids of the entries counted.</param>
/// <param name="Cited">Observations of other series.</param>
/// <param name="ReasonZh">The same sentence in Chinese (zh-Hans).</param>
public sealed record Evaluation(
    EvaluationOutcome Outcome,
    string Reason,
    IReadOnlyList<Observation> Observations,
    IReadOnlyList<string> Entries,
    Period? EnoughFrom = null,
    IReadOnlyList<CitedObservation>? Cited = null,
    string? ReasonZh = null)
{
    /// <summary>The reason in both languages.</summary>
    internal Phrase Said => new(Reason, ReasonZh ?? Reason);

    internal Evaluation Saying(Phrase reason) => this with { Reason = reason.English, ReasonZh = reason.Chinese };
}

/// <summary>The last three are unknown: they leave a rung's run, misses and timers as they are, and are reported.</summary>
public enum EvaluationOutcome
{
    Met,
    NotMet,
    NoData,
    InsufficientHistory,
    Error,
}
